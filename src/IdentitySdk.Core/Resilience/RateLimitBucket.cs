namespace IdentitySdk.Core;

/// <summary>One bucket of one client: its budget in the store, and the calls this client has under way.</summary>
internal sealed class RateLimitBucket(IRateLimitStore store, string key, TimeProvider clock)
{
    // Callers of one process take turns, so that only other processes can come between a read and its write.
    private readonly SemaphoreSlim _turn = new(1, 1);
    private int _inFlight;

    /// <summary>Takes one call out of the budget.</summary>
    /// <returns>Zero when the call may be sent, and is then to be ended; otherwise how long to wait before trying again.</returns>
    public async ValueTask<TimeSpan> TakeAsync(RateLimitOptions options, CancellationToken cancellationToken)
    {
        var wait = TimeSpan.Zero;
        await ChangeAsync(
            (budget, now) =>
            {
                (budget, wait) = budget.Take(options.Share, options.Floor, Volatile.Read(ref _inFlight), now);
                return budget;
            },
            cancellationToken).ConfigureAwait(false);
        if (wait == TimeSpan.Zero)
        {
            Interlocked.Increment(ref _inFlight);
        }

        return wait;
    }

    /// <summary>Ends a call that was taken, and learns from its response.</summary>
    public async ValueTask EndAsync(RateLimit? told, TimeSpan? refusedFor)
    {
        var others = Interlocked.Decrement(ref _inFlight);
        if (told is not null || refusedFor is not null)
        {
            await ChangeAsync((budget, now) => budget.Learn(told, refusedFor, others, now), CancellationToken.None).ConfigureAwait(false);
        }
    }

    private async ValueTask ChangeAsync(Func<RateLimitBudget, DateTimeOffset, RateLimitBudget> change, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            while (true)
            {
                var text = await store.GetAsync(key, cancellationToken).ConfigureAwait(false);
                var budget = RateLimitBudget.Parse(text);
                var now = clock.GetUtcNow();
                var changed = change(budget, now);
                if (changed == budget || await store.TryReplaceAsync(key, text, changed.ToString(), changed.Lifetime(now), cancellationToken).ConfigureAwait(false))
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
