using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using IdentitySdk.Benchmarks.Report;

namespace IdentitySdk.Benchmarks.Micro;

/// <summary>Runs benchmark classes many times over, so that a busy moment of the machine does not decide.</summary>
internal static class MicroRun
{
    private const int Rounds = 25;

    /// <summary>Time and bytes of each benchmark, by its method.</summary>
    /// <param name="invocations">How often a benchmark runs in one iteration: for some 20 ms, so that a round is over before the machine changes its pace.</param>
    public static Dictionary<string, Cost> Run<TBenchmarks>(int invocations)
    {
        // The first round is for the just-in-time compiler: all rounds share this process.
        var rounds = Enumerable.Range(0, Rounds + 1).Select(_ => BenchmarkRunner.Run<TBenchmarks>(CreateConfig(invocations))).Skip(1).ToArray();
        return rounds.SelectMany(round => round.Reports).GroupBy(report => report.BenchmarkCase.Descriptor.WorkloadMethod.Name).ToDictionary(group => group.Key, group => new Cost(
            [.. group.Select(report => (report.ResultStatistics ?? throw new InvalidOperationException($"{group.Key} failed.")).Median)],
            Median.Of(group.Select(report => (double)report.GcStats.GetBytesAllocatedPerOperation(report.BenchmarkCase)!.Value))));
    }

    private static IConfig CreateConfig(int invocations) => ManualConfig.CreateEmpty()
        .AddJob(Job.Default.WithToolchain(InProcessEmitToolchain.DontLogOutput)
            .WithGcForce(false).WithWarmupCount(1).WithIterationCount(4).WithInvocationCount(invocations).WithUnrollFactor(1).WithEvaluateOverhead(false))
        .AddDiagnoser(MemoryDiagnoser.Default)
        .AddColumnProvider(DefaultColumnProviders.Instance)
        .AddLogger(NullLogger.Instance)
        .WithArtifactsPath(Path.Combine(Path.GetTempPath(), "IdentitySdk.Benchmarks"));
}
