using Microsoft.Extensions.Logging;

namespace IdentitySdk.Core;

/// <summary>
/// The store of the client's options. If it throws, hangs or returns an invalid grant, that costs a bounded time and a log event, and it is bypassed for a
/// while.
/// </summary>
/// <param name="store">The store.</param>
/// <param name="vendor">The vendor's name, for the log.</param>
/// <param name="timeout">Time-out of one operation of the store.</param>
/// <param name="maxWait">The longest wait that the store may request.</param>
/// <param name="clock">The client's clock.</param>
/// <param name="logger">Where failures are reported.</param>
internal sealed class GuardedRateLimitStore(
    IRateLimitStore store, string vendor, TimeSpan timeout, TimeSpan maxWait, TimeProvider clock, ILogger logger)
{
    /// <summary>For how long a store that failed is bypassed.</summary>
    public static readonly TimeSpan BypassTime = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan s_logInterval = TimeSpan.FromMinutes(1);

    private readonly object _lock = new();
    private long? _failedAt;
    private long? _loggedAt;

    /// <summary>Whether this is the SDK's own store: it returns immediately and correctly, so it needs neither a guard nor a thread.</summary>
    public bool IsOwn { get; } = store is MemoryRateLimitStore;

    /// <summary>Whether the store is bypassed for now.</summary>
    public bool IsBypassed
    {
        get
        {
            lock (_lock)
            {
                return _failedAt is { } failedAt && clock.GetElapsedTime(failedAt) < BypassTime;
            }
        }
    }

    /// <summary>Takes one call out of the budget.</summary>
    /// <returns>The grant; null when the store failed.</returns>
    public async ValueTask<RateLimitGrant?> TakeAsync(string key, RateLimitTerms terms, CancellationToken cancellationToken)
    {
        var result = await CallAsync(token => IsOwn ? store.TakeAsync(key, terms, token) : TakeInTimeAsync(key, terms, token), cancellationToken).ConfigureAwait(false);
        if (result is not { IsGranted: false, IsRefused: false } denial || IsOwn || IsValid(denial))
        {
            return result;
        }

        Bypass("invalid grant");
        return null;
    }

    /// <summary>Reports the response to a call.</summary>
    public ValueTask ReportAsync(string key, long number, RateLimitReport report) => NotifyAsync(async token =>
    {
        await store.ReportAsync(key, number, report, token).ConfigureAwait(false);
        return true;
    });

    /// <summary>Gives back a call that was never sent.</summary>
    public ValueTask GiveBackAsync(string key, long number) => NotifyAsync(async token =>
    {
        await store.GiveBackAsync(key, number, token).ConfigureAwait(false);
        return true;
    });

    /// <summary>Bypasses the store for a while, and logs the reason once a minute.</summary>
    public void Bypass(string reason)
    {
        lock (_lock)
        {
            var now = clock.GetTimestamp();
            _failedAt = now;
            if (_loggedAt is { } loggedAt && clock.GetElapsedTime(loggedAt, now) < s_logInterval)
            {
                return;
            }

            _loggedAt = now;
        }

        Log.RateLimitStoreFailed(logger, vendor, reason);
    }

    /// <summary>Notifies the store, even if the caller has cancelled. If that fails, the lease in the store ends the call.</summary>
    private async ValueTask NotifyAsync(Func<CancellationToken, ValueTask<bool>> notify)
    {
        if (IsOwn || !IsBypassed)
        {
            await CallAsync(notify, CancellationToken.None).ConfigureAwait(false);
        }
    }

    /// <summary>Takes one call, and gives it back at once if the call no longer waits for it: otherwise it would stay taken for a whole lease.</summary>
    private async ValueTask<RateLimitGrant> TakeInTimeAsync(string key, RateLimitTerms terms, CancellationToken cancellationToken)
    {
        var grant = await store.TakeAsync(key, terms, cancellationToken).ConfigureAwait(false);
        if (grant.IsGranted && cancellationToken.IsCancellationRequested)
        {
            await store.GiveBackAsync(key, grant.Number, CancellationToken.None).ConfigureAwait(false);
            cancellationToken.ThrowIfCancellationRequested();
        }

        return grant;
    }

    private bool IsValid(RateLimitGrant denial) => denial.Number == 0 && denial.Wait > TimeSpan.Zero && denial.Wait <= maxWait;

    private async ValueTask<T?> CallAsync<T>(Func<CancellationToken, ValueTask<T>> call, CancellationToken cancellationToken)
        where T : struct
    {
        try
        {
            return IsOwn
                ? await call(cancellationToken).ConfigureAwait(false)
                : await BoundedCall.RunAsync(store, call, timeout, clock, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Bypass(exception.GetType().Name);
            return null;
        }
    }
}
