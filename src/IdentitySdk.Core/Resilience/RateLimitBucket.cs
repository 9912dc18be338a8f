namespace IdentitySdk.Core;

/// <summary>One bucket of one client: its budget, and the calls this client has under way.</summary>
/// <param name="store">Where processes share the budget; null when it is this client's alone.</param>
/// <param name="key">The budget's key in the store.</param>
/// <param name="clock">The client's clock.</param>
internal sealed class RateLimitBucket(IRateLimitStore? store, string key, TimeProvider clock)
{
    // Callers of one process take turns at a store, so that only other processes can come between a read and its write.
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly object _lock = new();
    private RateLimitBudget _budget;
    private RateLimit? _latest;
    private int _inFlight;

    /// <summary>The latest rate limit that a response told; null when none did.</summary>
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
    /// <returns>Zero when the call may be sent, and is then to be ended; otherwise how long to wait before trying again.</returns>
    public ValueTask<TimeSpan> TakeAsync(RateLimitOptions options, CancellationToken cancellationToken)
    {
        if (store is not null)
        {
            return TakeSharedAsync(store, options, cancellationToken);
        }

        lock (_lock)
        {
            (_budget, var wait) = _budget.Take(options.Share, options.Floor, _inFlight, clock.GetUtcNow());
            _inFlight += wait == TimeSpan.Zero ? 1 : 0;
            return new ValueTask<TimeSpan>(wait);
        }
    }

    /// <summary>Ends a call that was taken, and learns from its response.</summary>
    public ValueTask EndAsync(RateLimit? told, TimeSpan? refusedFor)
    {
        if (store is not null)
        {
            return EndSharedAsync(store, told, refusedFor);
        }

        lock (_lock)
        {
            _inFlight--;
            _budget = _budget.Learn(told, refusedFor, _inFlight, clock.GetUtcNow());
            return default;
        }
    }

    /// <summary>Takes note of a rate limit, whether or not anyone waits for it. A limit of 0 is Okta's concurrency limit and no budget.</summary>
    public void Note(RateLimit? told)
    {
        if (told is { Limit: > 0 })
        {
            lock (_lock)
            {
                _latest = told;
            }
        }
    }

    private async ValueTask<TimeSpan> TakeSharedAsync(IRateLimitStore shared, RateLimitOptions options, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            while (true)
            {
                var text = await shared.GetAsync(key, cancellationToken).ConfigureAwait(false);
                var now = clock.GetUtcNow();
                var known = RateLimitBudget.Parse(text);
                var (budget, wait) = known.Take(options.Share, options.Floor, _inFlight, now);
                if (budget == known || await shared.TryReplaceAsync(key, text, budget.ToString(), budget.Lifetime(now), cancellationToken).ConfigureAwait(false))
                {
                    _inFlight += wait == TimeSpan.Zero ? 1 : 0;
                    return wait;
                }
            }
        }
        finally
        {
            _turn.Release();
        }
    }

    private async ValueTask EndSharedAsync(IRateLimitStore shared, RateLimit? told, TimeSpan? refusedFor)
    {
        await _turn.WaitAsync().ConfigureAwait(false);
        try
        {
            _inFlight--;
            while (told is not null || refusedFor is not null)
            {
                var text = await shared.GetAsync(key, CancellationToken.None).ConfigureAwait(false);
                var now = clock.GetUtcNow();
                var known = RateLimitBudget.Parse(text);
                var budget = known.Learn(told, refusedFor, _inFlight, now);
                if (budget == known || await shared.TryReplaceAsync(key, text, budget.ToString(), budget.Lifetime(now), CancellationToken.None).ConfigureAwait(false))
                {
                    return;
                }
            }
        }
        finally
        {
            _turn.Release();
        }
    }
}
