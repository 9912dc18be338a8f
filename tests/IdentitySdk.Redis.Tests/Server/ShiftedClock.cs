namespace IdentitySdk.Tests.Redis;

/// <summary>The system's clock plus an offset that a test sets. Timers use the system's clock.</summary>
internal sealed class ShiftedClock : TimeProvider
{
    private long _ticks;

    public void Advance(TimeSpan time) => Interlocked.Add(ref _ticks, time.Ticks);

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => System.GetElapsedTime(0).Ticks + Interlocked.Read(ref _ticks);

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + TimeSpan.FromTicks(Interlocked.Read(ref _ticks));
}
