namespace IdentitySdk.Tests;

/// <summary>A clock that jumps to the end of every wait, so that retries and rate limits take no time. It records the waits.</summary>
/// <remarks>Timers of <paramref name="timeout"/> or more are time-outs and never fire. Clients with this clock need an infinite AttemptTimeout, and
/// <see cref="NeverFires"/> as TokenCacheTimeout if they have a cache.</remarks>
/// <param name="timeout">The minimum duration of a time-out. Default 90 seconds.</param>
internal sealed class JumpingClock(TimeSpan? timeout = null) : TimeProvider
{
    /// <summary>A time-out that never fires, for options that allow at most a minute.</summary>
    public static readonly TimeSpan NeverFires = TimeSpan.FromSeconds(59.125);

    private readonly TimeSpan _timeout = timeout ?? TimeSpan.FromSeconds(90);

    private readonly Lock _lock = new();
    private readonly List<TimeSpan> _waits = [];
    private DateTimeOffset _now = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    /// <summary>The waits so far, in order.</summary>
    public IReadOnlyList<TimeSpan> Waits
    {
        get
        {
            lock (_lock)
            {
                return [.. _waits];
            }
        }
    }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow()
    {
        lock (_lock)
        {
            return _now;
        }
    }

    public override long GetTimestamp() => GetUtcNow().UtcTicks;

    public void Advance(TimeSpan time)
    {
        lock (_lock)
        {
            _now += time;
        }
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (dueTime == Timeout.InfiniteTimeSpan || dueTime >= _timeout || dueTime == NeverFires)
        {
            return System.CreateTimer(callback, state, Timeout.InfiniteTimeSpan, period);
        }

        lock (_lock)
        {
            _waits.Add(dueTime);
            _now += dueTime;
        }

        return System.CreateTimer(callback, state, TimeSpan.Zero, Timeout.InfiniteTimeSpan);
    }
}
