namespace IdentitySdk.Redis;

/// <summary>
/// The leases of this process. Each has a heartbeat about three times a second. The lease of a dead process ends after 1.5 seconds, so that another process
/// refreshes before waiting callers time out.
/// </summary>
internal sealed class HeldLeases
{
    private static readonly TimeSpan s_interval = TimeSpan.FromMilliseconds(300);

    private readonly object _lock = new();
    private readonly Dictionary<(string Key, long Number), (long Since, TimeSpan Duration)> _held = [];
    private readonly TimeProvider _clock;
    private readonly Action<string, long> _beat;
    private readonly ITimer _timer;

    /// <param name="clock">The process's clock.</param>
    /// <param name="beat">Sends the heartbeat of a lease without waiting.</param>
    public HeldLeases(TimeProvider clock, Action<string, long> beat)
    {
        (_clock, _beat) = (clock, beat);
        _timer = clock.CreateTimer(static leases => ((HeldLeases)leases!).Beat(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public void Add(string key, TokenLease lease)
    {
        lock (_lock)
        {
            _held[(key, lease.FencingNumber)] = (_clock.GetTimestamp(), lease.Duration);
            if (_held.Count == 1)
            {
                _timer.Change(s_interval, Timeout.InfiniteTimeSpan);
            }
        }
    }

    public void Remove(string key, TokenLease lease)
    {
        lock (_lock)
        {
            _held.Remove((key, lease.FencingNumber));
        }
    }

    private void Beat()
    {
        (string Key, long Number)[] held;
        lock (_lock)
        {
            foreach (var ended in _held.Where(lease => _clock.GetElapsedTime(lease.Value.Since) >= lease.Value.Duration).Select(lease => lease.Key).ToList())
            {
                _held.Remove(ended);
            }

            held = [.. _held.Keys];
            if (held.Length > 0)
            {
                _timer.Change(s_interval, Timeout.InfiniteTimeSpan);
            }
        }

        foreach (var (key, number) in held)
        {
            _beat(key, number);
        }
    }
}
