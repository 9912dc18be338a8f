namespace IdentitySdk.Core;

/// <summary>The calls one bucket has left, shared by all callers of a client.</summary>
internal sealed class RateLimitBudget
{
#if NET9_0_OR_GREATER
    private readonly Lock _lock = new();
#else
    private readonly object _lock = new();
#endif
    private RateLimit? _latest;
    private int _left;
    private int _inFlight;

    public RateLimit? Latest
    {
        get
        {
            lock (_lock)
            {
                return _latest;
            }
        }
    }

    /// <summary>Takes one call out of the budget.</summary>
    /// <returns>Zero when the call may be sent; otherwise how long to wait before trying again.</returns>
    public TimeSpan Take(RateLimitOptions options, DateTimeOffset now)
    {
        lock (_lock)
        {
            if (_latest is { } latest && latest.ResetsAt > now && latest.Limit > 0)
            {
                var reserve = Math.Max(options.Floor, (int)Math.Ceiling(latest.Limit * (1 - options.Share)));
                if (_left <= reserve)
                {
                    return latest.ResetsAt - now;
                }

                _left--;
            }

            _inFlight++;
            return TimeSpan.Zero;
        }
    }

    /// <summary>Learns from a response.</summary>
    public void Learn(RateLimit? told, DateTimeOffset now)
    {
        lock (_lock)
        {
            _inFlight--;
            if (told is not { Limit: > 0 } rateLimit)
            {
                return;
            }

            // Calls still in flight may not be counted in what this response says is left.
            var left = rateLimit.Remaining - _inFlight;
            var isSameWindow = _latest is { } latest && latest.ResetsAt > now && (rateLimit.ResetsAt - latest.ResetsAt).Duration() < TimeSpan.FromSeconds(2);
            _left = isSameWindow ? Math.Min(_left, left) : left;
            _latest = rateLimit;
        }
    }
}
