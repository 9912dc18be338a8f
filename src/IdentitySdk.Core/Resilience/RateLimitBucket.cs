namespace IdentitySdk.Core;

/// <summary>One bucket of one client: its budget, and the calls this client has under way.</summary>
/// <param name="store">Where processes share the budget; null when it is this client's alone.</param>
/// <param name="key">The budget's key in the store.</param>
/// <param name="clock">The client's clock.</param>
internal sealed class RateLimitBucket(IRateLimitStore? store, string key, TimeProvider clock)
{
    // Callers of one process take turns, so that only other processes can come between a read and its write.
    private readonly SemaphoreSlim _turn = new(1, 1);
    private RateLimitBudget _budget;
    private int _inFlight;

    /// <summary>Takes one call out of the budget.</summary>
    /// <returns>Zero when the call may be sent, and is then to be ended; otherwise how long to wait before trying again.</returns>
    public async ValueTask<TimeSpan> TakeAsync(RateLimitOptions options, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            while (true)
            {
                var text = await ReadAsync(cancellationToken).ConfigureAwait(false);
                var now = clock.GetUtcNow();
                var (budget, wait) = _budget.Take(options.Share, options.Floor, _inFlight, now);
                if (await TryWriteAsync(text, budget, now, cancellationToken).ConfigureAwait(false))
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

    /// <summary>Ends a call that was taken, and learns from its response.</summary>
    public async ValueTask EndAsync(RateLimit? told, TimeSpan? refusedFor)
    {
        await _turn.WaitAsync().ConfigureAwait(false);
        try
        {
            _inFlight--;
            while (told is not null || refusedFor is not null)
            {
                var text = await ReadAsync(CancellationToken.None).ConfigureAwait(false);
                var now = clock.GetUtcNow();
                if (await TryWriteAsync(text, _budget.Learn(told, refusedFor, _inFlight, now), now, CancellationToken.None).ConfigureAwait(false))
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

    /// <summary>Takes over what other processes have made of the budget; a budget of this client's own is at hand already.</summary>
    private async ValueTask<string?> ReadAsync(CancellationToken cancellationToken)
    {
        if (store is null)
        {
            return null;
        }

        var text = await store.GetAsync(key, cancellationToken).ConfigureAwait(false);
        _budget = RateLimitBudget.Parse(text);
        return text;
    }

    /// <summary>Keeps a new budget; false when another process has been faster.</summary>
    private async ValueTask<bool> TryWriteAsync(string? text, RateLimitBudget budget, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (store is not null && budget != _budget && !await store.TryReplaceAsync(key, text, budget.ToString(), budget.Lifetime(now), cancellationToken).ConfigureAwait(false))
        {
            return false;
        }

        _budget = budget;
        return true;
    }
}
