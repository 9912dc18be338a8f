using Perfolizer.Horology;

namespace IdentitySdk.Benchmarks.Micro;

/// <summary>The processor time of this process, all threads: for work that only computes it tells what a stopwatch would tell on an idle machine.</summary>
internal sealed class CpuClock : IClock
{
    public static readonly CpuClock Instance = new();

    public string Title => "processor time";

    public bool IsAvailable => true;

    public Frequency Frequency => new(TimeSpan.TicksPerSecond);

    public long GetTimestamp() => Environment.CpuUsage.TotalTime.Ticks;
}
