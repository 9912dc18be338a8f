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
        var result = await CallAsync(token => store.TakeAsync(key, terms, token), cancellationToken, late => GiveBackLate(key, late)).ConfigureAwait(false);
        if (result is not { IsGranted: false, IsRefused: false } denial || IsOwn || IsValid(denial))
        {
            return result;
        }

        Bypass("invalid grant");
        return null;
    }

    /// <summary>Reports the response to a call.</summary>
    public ValueTask ReportAsync(string key, long number, RateLimitReport report) =>
        NotifyAsync(token => EndAsync(store.ReportAsync(key, number, report, token)));

    /// <summary>Gives back a call that was never sent.</summary>
    public ValueTask GiveBackAsync(string key, long number) => NotifyAsync(token => EndAsync(store.GiveBackAsync(key, number, token)));

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

    /// <summary>Gives back a call that was granted after its wait: otherwise it would stay taken for a whole lease. Also while the store is bypassed.</summary>
    private void GiveBackLate(string key, RateLimitGrant grant)
    {
        if (grant.IsGranted)
        {
            _ = CallAsync(token => EndAsync(store.GiveBackAsync(key, grant.Number, token)), CancellationToken.None).AsTask();
        }
    }

    private bool IsValid(RateLimitGrant denial) => denial.Number == 0 && denial.Wait > TimeSpan.Zero && denial.Wait <= maxWait;

    private static async ValueTask<bool> EndAsync(ValueTask call)
    {
        await call.ConfigureAwait(false);
        return true;
    }

    private async ValueTask<T?> CallAsync<T>(Func<CancellationToken, ValueTask<T>> call, CancellationToken cancellationToken, Action<T>? onLate = null)
        where T : struct
    {
        try
        {
            return IsOwn
                ? await call(cancellationToken).ConfigureAwait(false)
                : await BoundedCall.RunAsync(store, call, timeout, clock, cancellationToken, onLate).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Bypass(exception.GetType().Name);
            return null;
        }
    }
}
