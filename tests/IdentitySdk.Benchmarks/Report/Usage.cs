using System.Diagnostics;

namespace IdentitySdk.Benchmarks.Report;

/// <summary>The resources that an operation used.</summary>
/// <param name="Time">Milliseconds of wall time.</param>
/// <param name="Work">Milliseconds of processor time of all threads of this process.</param>
/// <param name="Bytes">Allocated bytes.</param>
/// <param name="Collections">Collections of generation 2.</param>
internal sealed record Usage(double Time, double Work, double Bytes, int Collections)
{
    public static async Task<Usage> OfAsync(Func<Task> workAsync)
    {
        var (collections, bytes, work, started) = (GC.CollectionCount(2), GC.GetTotalAllocatedBytes(true), Environment.CpuUsage.TotalTime, Stopwatch.GetTimestamp());
        await workAsync().ConfigureAwait(false);
        var time = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        return new Usage(time, (Environment.CpuUsage.TotalTime - work).TotalMilliseconds, GC.GetTotalAllocatedBytes(true) - bytes, GC.CollectionCount(2) - collections);
    }
}
