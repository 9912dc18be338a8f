using Microsoft.Extensions.Logging;

namespace IdentitySdk.Core;

/// <summary>A store that the host brought along. What it says is advice: its exceptions, hangs and lies cost a bounded time and a log event.</summary>
/// <param name="store">The store.</param>
/// <param name="vendor">The vendor's name, for the log.</param>
/// <param name="timeout">How long one answer may take.</param>
/// <param name="clock">The client's clock.</param>
/// <param name="logger">Where failures are reported.</param>
internal sealed class GuardedRateLimitStore(IRateLimitStore store, string vendor, TimeSpan timeout, TimeProvider clock, ILogger logger)
{
    /// <summary>For how long a store that failed is bypassed.</summary>
    public static readonly TimeSpan BypassTime = TimeSpan.FromSeconds(5);

    /// <summary>One log event in this time is enough.</summary>
    private static readonly TimeSpan s_logPause = TimeSpan.FromMinutes(1);

    private readonly object _lock = new();
    private long _failed;
    private long _logged;
    private bool _hasFailed;
    private bool _hasLogged;

    /// <summary>Whether it is the SDK's own: it takes no time, throws nothing and tells the truth, so that it needs no guard and no thread.</summary>
    public bool IsOwn { get; } = store is MemoryRateLimitStore;

    /// <summary>Whether the store is bypassed for now.</summary>
    public bool IsBypassed
    {
        get
        {
            lock (_lock)
            {
                return _hasFailed && clock.GetElapsedTime(_failed) < BypassTime;
            }
        }
    }

    /// <summary>Asks for a call.</summary>
    /// <returns>The answer; null when there is none that could be true.</returns>
    public ValueTask<RateLimitGrant?> TakeAsync(string key, RateLimitTerms terms, TimeSpan longest, CancellationToken cancellationToken)
    {
        return IsOwn && store.TakeAsync(key, terms, cancellationToken) is { IsCompletedSuccessfully: true } grant ? new(grant.Result) : AskAsync();

        async ValueTask<RateLimitGrant?> AskAsync()
        {
            try
            {
                var answer = await BoundedCall
                    .RunAsync(store, token => store.TakeAsync(key, terms, token), timeout, clock, cancellationToken).ConfigureAwait(false);
                if (answer.IsGranted || answer.IsRefused || (answer.Number == 0 && answer.Wait > TimeSpan.Zero && answer.Wait <= longest))
                {
                    return answer;
                }

                Bypass("its answer cannot be");
                return null;
            }
            catch (Exception exception)
            {
                cancellationToken.ThrowIfCancellationRequested();
                Bypass(exception.GetType().Name);
                return null;
            }
        }
    }

    /// <summary>Reports a response.</summary>
    public ValueTask ReportAsync(string key, long number, RateLimitReport report) =>
        IsOwn ? store.ReportAsync(key, number, report, CancellationToken.None) : NotifyAsync(token => store.ReportAsync(key, number, report, token));

    /// <summary>Gives a call back.</summary>
    public ValueTask GiveBackAsync(string key, long number) =>
        IsOwn ? store.GiveBackAsync(key, number, CancellationToken.None) : NotifyAsync(token => store.GiveBackAsync(key, number, token));

    /// <summary>Bypasses the store for a while, and logs why.</summary>
    public void Bypass(string reason)
    {
        lock (_lock)
        {
            var now = clock.GetTimestamp();
            (_failed, _hasFailed) = (now, true);
            if (_hasLogged && clock.GetElapsedTime(_logged, now) < s_logPause)
            {
                return;
            }

            (_logged, _hasLogged) = (now, true);
        }

        try
        {
            Log.RateLimitStoreFailed(logger, vendor, reason);
        }
        catch
        {
            // The call's result is there, and is worth more than the word about the store.
        }
    }

    /// <summary>Runs whatever becomes of the caller: its result is there, and the store's lease ends what gets lost.</summary>
    private async ValueTask NotifyAsync(Func<CancellationToken, ValueTask> call)
    {
        if (IsBypassed)
        {
            return;
        }

        try
        {
            await BoundedCall.RunAsync(
                store,
                async token =>
                {
                    await call(token).ConfigureAwait(false);
                    return true;
                },
                timeout,
                clock,
                CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            Bypass(exception.GetType().Name);
        }
    }
}
