using System.Diagnostics;
using IdentitySdk.Benchmarks.Clients;
using IdentitySdk.Benchmarks.Report;
using IdentitySdk.Benchmarks.Server;

namespace IdentitySdk.Benchmarks.Runs;

/// <summary>Lists pages for which the server takes 20 ms and the caller 15 ms each.</summary>
internal static class Prefetch
{
    private const int Pages = 100;
    private const int Rounds = 3;
    private static readonly TimeSpan s_work = TimeSpan.FromMilliseconds(15);

    public static async Task<Section> RunAsync(ServerProcess server)
    {
        var runs = ClientFactory.All.ToDictionary(name => name, _ => new List<Run>());
        for (var round = 0; round < Rounds; round++)
        {
            var overhead = await MeasureOverheadAsync(server).ConfigureAwait(false);
            foreach (var name in ClientFactory.All)
            {
                runs[name].Add(await MeasureAsync(name, server, overhead).ConfigureAwait(false));
            }
        }

        var section = new Section("A page every 20 ms, 15 ms of work on each", "ms per page", "of it server and network", "the caller", "vs max(server, caller)");
        foreach (var name in ClientFactory.All)
        {
            double Of(Func<Run, double> part) => Median.Of(runs[name].Select(part));
            section.Add(name, Of(run => run.Time), Of(run => run.Server), Of(run => run.Caller), Of(run => run.Ratio));
        }

        section.Figures.Add(new Figure("list with prefetch, per page vs max(server, caller)", 1.15, 1.05, Median.Of(runs[ClientFactory.Sdk].Select(run => run.Ratio))));
        return section;
    }

    /// <summary>Measures the milliseconds of a response beyond the server's own time, with a client that does nothing else.</summary>
    private static async Task<double> MeasureOverheadAsync(ServerProcess server)
    {
        using var http = ClientFactory.CreateHttp(server.AddressOf($"slow-{Pages}"));
        var (before, started) = (await server.GetSlowTimeAsync().ConfigureAwait(false), Stopwatch.GetTimestamp());
        for (var page = 0; page < Pages; page++)
        {
            await http.GetByteArrayAsync("api/v1/users?limit=200").ConfigureAwait(false);
        }

        var time = Stopwatch.GetElapsedTime(started);
        return (time - (await server.GetSlowTimeAsync().ConfigureAwait(false) - before)).TotalMilliseconds / Pages;
    }

    private static async Task<Run> MeasureAsync(string name, ServerProcess server, double overhead)
    {
        using var client = ClientFactory.Create(name, server.AddressOf($"slow-{Pages}"));
        var (caller, before) = (TimeSpan.Zero, await server.GetSlowTimeAsync().ConfigureAwait(false));
        var started = Stopwatch.GetTimestamp();
        await client.ListAsync(Pages, workAsync: async () =>
        {
            var working = Stopwatch.GetTimestamp();
            await Task.Delay(s_work).ConfigureAwait(false);
            caller += Stopwatch.GetElapsedTime(working);
        }).ConfigureAwait(false);
        var time = Stopwatch.GetElapsedTime(started);
        var responses = await server.GetSlowTimeAsync().ConfigureAwait(false) - before;
        return new Run(time.TotalMilliseconds / Pages, (responses.TotalMilliseconds / Pages) + overhead, caller.TotalMilliseconds / Pages);
    }

    /// <summary>Milliseconds per page. Timers are late by a tick or two, so the measured times are used.</summary>
    private sealed record Run(double Time, double Server, double Caller)
    {
        public double Ratio => Time / Math.Max(Server, Caller);
    }
}
