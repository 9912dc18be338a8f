namespace IdentitySdk.Tests;

/// <summary>A clock that jumps to the end of every wait: retries and rate limits take no time, and tests can read their waits.</summary>
/// <remarks>Time-outs are timers too: those of <paramref name="timeout"/> or more never fire. Clients on this clock need an infinite AttemptTimeout,
/// and <see cref="NeverFires"/> as TokenCacheTimeout when they have a cache.</remarks>
/// <param name="timeout">From which time on a timer is a time-out; default 90 seconds.</param>
internal sealed class JumpingClock(TimeSpan? timeout = null) : TimeProvider
{
    /// <summary>A time-out for options that allow a minute at most; it never fires.</summary>
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
