using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using IdentitySdk.Benchmarks.Report;
using Perfolizer.Horology;

namespace IdentitySdk.Benchmarks.Micro;

/// <summary>Runs benchmark classes a few times over and takes the median, so that a busy moment of the machine does not decide.</summary>
internal static class MicroRun
{
    private const int Rounds = 4;

    /// <summary>Time and bytes of each benchmark, by its method and, behind a slash, its client.</summary>
    public static Dictionary<string, Cost> Run<TBenchmarks>(IClock clock)
    {
        // The first round is for the just-in-time compiler: all rounds share this process.
        var rounds = Enumerable.Range(0, Rounds + 1).Select(_ => BenchmarkRunner.Run<TBenchmarks>(CreateConfig(clock))).Skip(1).ToArray();
        return rounds.SelectMany(round => round.Reports).GroupBy(Name).ToDictionary(group => group.Key, group => new Cost(
            [.. group.Select(report => (report.ResultStatistics ?? throw new InvalidOperationException($"{group.Key} failed.")).Median)],
            Median.Of(group.Select(report => (double)report.GcStats.GetBytesAllocatedPerOperation(report.BenchmarkCase)!.Value))));
    }

    private static string Name(BenchmarkReport report)
    {
        var method = report.BenchmarkCase.Descriptor.WorkloadMethod.Name;
        return report.BenchmarkCase.Parameters["Client"] is string client ? $"{method}/{client}" : method;
    }

    private static IConfig CreateConfig(IClock clock) => ManualConfig.CreateEmpty()
        .AddJob(Job.Default.WithToolchain(InProcessEmitToolchain.DontLogOutput).WithClock(clock)
            .WithWarmupCount(2).WithIterationCount(6).WithIterationTime(TimeInterval.FromMilliseconds(50)).WithEvaluateOverhead(false))
        .AddDiagnoser(MemoryDiagnoser.Default)
        .AddColumnProvider(DefaultColumnProviders.Instance)
        .AddLogger(NullLogger.Instance)
        .WithArtifactsPath(Path.Combine(Path.GetTempPath(), "IdentitySdk.Benchmarks"));
}
