using System.Diagnostics;
using System.Globalization;
using IdentitySdk.Benchmarks.Budgets;
using IdentitySdk.Benchmarks.Report;
using IdentitySdk.Benchmarks.Server;
using IdentitySdk.Redis;

namespace IdentitySdk.Benchmarks.Runs;

/// <summary>Measures the cost of taking a call from a budget: in memory, in Redis with a script, and in Redis with compare-and-set.</summary>
internal static class SharedBudgets
{
    private const string Memory = "memory";
    private const string Script = "script";
    private const string CompareAndSet = "compare and set";
    private const double Seconds = 4;

    /// <summary>Takes and reports calls as fast as they are granted: the role of the measured processes.</summary>
    public static async Task<int> TakeAsync(string name, string port, string callers)
    {
        using var connection = name == Memory ? null : await RedisProcess.ConnectAsync(int.Parse(port, CultureInfo.InvariantCulture)).ConfigureAwait(false);
        IRateLimitStore store = name switch
        {
            Memory => new MemoryRateLimitStore(),
            Script => new RedisRateLimitStore(connection!, new RedisOptions { Timeout = TimeSpan.FromSeconds(30) }),
            _ => new CompareAndSetStore(connection!),
        };
        var terms = new RateLimitTerms(1, 0, TimeSpan.FromSeconds(100));
        var report = new RateLimitReport(100_000_000, 90_000_000, TimeSpan.FromMinutes(1), TimeSpan.Zero, TimeSpan.Zero);
        await CallAsync().ConfigureAwait(false);
        await Console.Out.WriteLineAsync("ready").ConfigureAwait(false);
        await Console.In.ReadLineAsync().ConfigureAwait(false);
        var (calls, started) = (0, Stopwatch.GetTimestamp());
        await Task.WhenAll(Enumerable.Range(0, int.Parse(callers, CultureInfo.InvariantCulture)).Select(_ => Task.Run(async () =>
        {
            while (Stopwatch.GetElapsedTime(started).TotalSeconds < Seconds)
            {
                await CallAsync().ConfigureAwait(false);
                Interlocked.Increment(ref calls);
            }
        }))).ConfigureAwait(false);
        await Console.Out.WriteLineAsync(calls.ToString(CultureInfo.InvariantCulture)).ConfigureAwait(false);
        return 0;

        async Task CallAsync()
        {
            var grant = await store.TakeAsync("a", terms, default).ConfigureAwait(false);
            await store.ReportAsync("a", grant.Number, report, default).ConfigureAwait(false);
        }
    }

    public static async Task<Section> RunAsync(ServerProcess server)
    {
        using var redis = await RedisProcess.StartAsync().ConfigureAwait(false);
        var section = new Section("Calls taken out of a budget", "calls/s", "round trips a call");
        foreach (var (processes, callers) in ((int, int)[])[(1, 1), (1, 32), (4, 8)])
        {
            foreach (var name in (string[])[Memory, Script, CompareAndSet])
            {
                if (name != Memory || processes == 1)
                {
                    var (rate, trips) = await MeasureAsync(redis, name, processes, callers).ConfigureAwait(false);
                    section.Add($"{name}, {processes} × {callers} callers", rate, trips);
                    if (name == Script && callers == 32)
                    {
                        section.Figures.Add(new Figure("seconds for 5,000 calls out of a shared budget", 1, 0.5, 5000 / rate, "s"));
                    }

                    if (name == Script)
                    {
                        section.Figures.Add(new Figure($"round trips a call, {processes} × {callers} callers", 1.1, 1, trips));
                    }
                }
            }
        }

        return section;
    }

    private static async Task<(double Rate, double Trips)> MeasureAsync(RedisProcess redis, string name, int processes, int callers)
    {
        await redis.Connection.GetServers()[0].FlushDatabaseAsync().ConfigureAwait(false);
        var start = ServerProcess.Self("--budget", name, redis.Port.ToString(CultureInfo.InvariantCulture), callers.ToString(CultureInfo.InvariantCulture));
        var workers = Enumerable.Range(0, processes).Select(_ => Process.Start(start)!).ToList();
        foreach (var worker in workers)
        {
            await worker.StandardOutput.ReadLineAsync().ConfigureAwait(false);
        }

        var before = await redis.CountTripsAsync().ConfigureAwait(false);
        foreach (var worker in workers)
        {
            await worker.StandardInput.WriteLineAsync().ConfigureAwait(false);
        }

        var calls = 0.0;
        foreach (var worker in workers)
        {
            calls += double.Parse((await worker.StandardOutput.ReadLineAsync().ConfigureAwait(false))!, CultureInfo.InvariantCulture);
        }

        var trips = await redis.CountTripsAsync().ConfigureAwait(false) - before;
        foreach (var worker in workers)
        {
            await worker.WaitForExitAsync().ConfigureAwait(false);
            worker.Dispose();
        }

        return (calls / Seconds, trips / calls);
    }
}
