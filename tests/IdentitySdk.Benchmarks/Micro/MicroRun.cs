using System.Diagnostics;
using System.Text.Json;
using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Filters;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using IdentitySdk.Benchmarks.Report;
using IdentitySdk.Benchmarks.Server;

namespace IdentitySdk.Benchmarks.Micro;

/// <summary>Runs the methods of a benchmark class, each alternating with the limit.</summary>
/// <remarks>
/// Each method runs in its own processes, because the just-in-time compiler optimizes differently in each. Within a process, limit and benchmark alternate
/// in many short runs, because the speed of the machine varies.
/// </remarks>
internal static class MicroRun
{
    private const string Limit = nameof(Limit);
    private const int Processes = 3;
    private const int WarmUps = 5;
    private const int Rounds = 12;

    /// <summary>Adds a row for each benchmark, and returns its ratios to the limit: the median of its processes.</summary>
    public static async Task<Dictionary<string, (double Time, double Bytes)>> CompareAsync<TBenchmarks>(Section section)
    {
        var runs = new List<(string Name, Cost Mine, Cost Limit)>();
        foreach (var method in typeof(TBenchmarks).GetMethods().Where(method => method.IsDefined(typeof(BenchmarkAttribute), false) && method.Name != Limit))
        {
            for (var process = 0; process < Processes; process++)
            {
                runs.Add(await StartAsync(typeof(TBenchmarks).Name, method.Name).ConfigureAwait(false));
            }
        }

        section.Add(Limit, Median.Of(runs.Select(run => run.Limit.Time)), 1.0, Median.Of(runs.Select(run => run.Limit.Bytes)), 1.0);
        var ratios = new Dictionary<string, (double Time, double Bytes)>();
        foreach (var own in runs.GroupBy(run => run.Name))
        {
            var ratio = ratios[own.Key] = (Median.Of(own.Select(run => run.Mine.TimeOver(run.Limit))), Median.Of(own.Select(run => run.Mine.BytesOver(run.Limit))));
            section.Add(own.Key, Median.Of(own.Select(run => run.Mine.Time)), ratio.Time, Median.Of(own.Select(run => run.Mine.Bytes)), ratio.Bytes);
        }

        return ratios;
    }

    /// <summary>Runs one benchmark: the role of the measured process.</summary>
    public static async Task<int> MeasureAsync(string benchmarks, string name)
    {
        var (type, invocations) = benchmarks == nameof(ParseBenchmarks) ? (typeof(ParseBenchmarks), 40) : (typeof(WriteBenchmarks), 10_000);
        var rounds = new List<Summary>();
        while (rounds.Count < WarmUps + Rounds)
        {
            rounds.Add(BenchmarkRunner.Run(type, CreateConfig(name, invocations)));

            // The last compilation tier starts once no new method has been called for a while.
            await Task.Delay(TimeSpan.FromMilliseconds(rounds.Count < WarmUps ? 300 : 0)).ConfigureAwait(false);
        }

        var costs = rounds.Skip(WarmUps).SelectMany(round => round.Reports).GroupBy(report => report.BenchmarkCase.Descriptor.WorkloadMethod.Name).ToDictionary(group => group.Key, group => new Cost(
            [.. group.Select(report => (report.ResultStatistics ?? throw new InvalidOperationException($"{group.Key} failed.")).Median)],
            Median.Of(group.Select(report => (double)report.GcStats.GetBytesAllocatedPerOperation(report.BenchmarkCase)!.Value))));
        Console.WriteLine(JsonSerializer.Serialize(costs));
        return 0;
    }

    private static async Task<(string Name, Cost Mine, Cost Limit)> StartAsync(string benchmarks, string name)
    {
        using var process = Process.Start(ServerProcess.Self("--micro", benchmarks, name))!;
        var line = await process.StandardOutput.ReadToEndAsync().ConfigureAwait(false);
        await process.WaitForExitAsync().ConfigureAwait(false);
        var costs = JsonSerializer.Deserialize<Dictionary<string, Cost>>(line)!;
        return (name, costs[name], costs[Limit]);
    }

    /// <param name="name">The benchmark to compare with the limit.</param>
    /// <param name="invocations">The number of runs per iteration, for about 20 ms, so that a round is shorter than the machine's speed changes.</param>
    private static IConfig CreateConfig(string name, int invocations) => ManualConfig.CreateEmpty()
        .AddFilter(new NameFilter(method => method == name || method == Limit))
        .AddJob(Job.Default.WithToolchain(InProcessEmitToolchain.DontLogOutput)
            .WithGcForce(false).WithWarmupCount(1).WithIterationCount(3).WithInvocationCount(invocations).WithUnrollFactor(1).WithEvaluateOverhead(false))
        .AddDiagnoser(MemoryDiagnoser.Default)
        .AddColumnProvider(DefaultColumnProviders.Instance)
        .AddLogger(NullLogger.Instance)
        .WithArtifactsPath(Path.Combine(Path.GetTempPath(), "IdentitySdk.Benchmarks"));
}
