using Microsoft.Extensions.Logging;

namespace IdentitySdk.Core;

/// <summary>Access of one client to a token cache. A cache that throws or is too slow is logged and bypassed.</summary>
/// <param name="Cache">The cache.</param>
/// <param name="Key">Gets the current key; null for a token that no other client could use.</param>
/// <param name="Vendor">The vendor's name, for the log.</param>
/// <param name="Logger">Receives log events.</param>
/// <param name="Clock">The client's clock.</param>
/// <param name="Timeout">Time-out of one operation of the cache.</param>
internal sealed record SharedTokenCache(ITokenCache Cache, Func<string?> Key, string Vendor, ILogger Logger, TimeProvider Clock, TimeSpan Timeout)
{
    /// <summary>Duration of a lease: after it another client refreshes the token, if the holder's process has ended.</summary>
    private static readonly TimeSpan s_leaseDuration = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan s_maxWait = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan s_pollInterval = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan s_minPollInterval = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan s_minLifetime = TimeSpan.FromSeconds(10);

    /// <summary>Time-out of the whole search for a token, so that time remains to request one.</summary>
    public TimeSpan MaxTime { get; init; } = TimeSpan.MaxValue;

    /// <summary>Finds a token, or takes the lease under which to request one; neither when the cache is bypassed.</summary>
    /// <param name="isWanted">Whether the caller can use a token.</param>
    /// <param name="cancellationToken">Ends the wait for another client's refresh.</param>
    public async Task<(AccessToken? Token, SharedLease? Lease)> FindOrLeaseAsync(Func<AccessToken, bool> isWanted, CancellationToken cancellationToken)
    {
        if (Key() is not { } key)
        {
            return default;
        }

        var started = Clock.GetTimestamp();
        while (true)
        {
            var (token, hasResponded) = await FindAsync(key, isWanted, Remaining(started)).ConfigureAwait(false);
            if (token is not null || !hasResponded)
            {
                return (token, null);
            }

            (var lease, hasResponded) = await LeaseAsync(key, Remaining(started)).ConfigureAwait(false);
            if (lease is not null)
            {
                // The previous holder may have stored its token between the two calls.
                (token, _) = await FindAsync(key, isWanted, Remaining(started)).ConfigureAwait(false);
                await ReleaseAsync(token is null ? null : lease).ConfigureAwait(false);
                return (token, token is null ? lease : null);
            }

            var wait = Smaller(s_maxWait, MaxTime) - Clock.GetElapsedTime(started);
            if (!hasResponded || wait < s_minPollInterval)
            {
                return default;
            }

            await Clock.DelayAsync(Smaller(s_pollInterval, wait), cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Takes the lease under which to request a token; null when another client holds it, or the cache is bypassed.</summary>
    public async Task<SharedLease?> LeaseAsync() =>
        Key() is { } key ? (await LeaseAsync(key, Smaller(MaxTime, Timeout)).ConfigureAwait(false)).Lease : null;

    /// <summary>Stores a token for other clients.</summary>
    /// <param name="token">The token.</param>
    /// <param name="lease">The lease under which it was requested; null takes one now.</param>
    public async Task StoreAsync(AccessToken token, SharedLease? lease)
    {
        // The response may have changed the key: a token that is bound to this client is of no use to others.
        if (lease is not null && lease.Key != Key())
        {
            await ReleaseAsync(lease).ConfigureAwait(false);
        }
        else if ((lease ?? await LeaseAsync().ConfigureAwait(false)) is { } held)
        {
            await CallAsync(cancellationToken => Cache.SetAsync(held.Key, token, held.Lease, cancellationToken), Timeout).ConfigureAwait(false);
        }
    }

    /// <summary>Replaces a revoked token in the cache by an expired one, unless the cache has another token or another client is getting one.</summary>
    public async Task ForgetAsync(AccessToken token)
    {
        if (await LeaseAsync().ConfigureAwait(false) is { } lease)
        {
            var (found, _) = await FindAsync(lease.Key, each => each.Value == token.Value, Timeout).ConfigureAwait(false);
            var expired = new AccessToken(token.Value, Clock.GetUtcNow(), token.Type);
            await (found is null ? ReleaseAsync(lease) : StoreAsync(expired, lease)).ConfigureAwait(false);
        }
    }

    /// <summary>Ends a lease without a token.</summary>
    public async Task ReleaseAsync(SharedLease? lease)
    {
        if (lease is not null)
        {
            await CallAsync(
                async cancellationToken =>
                {
                    await Cache.ReleaseAsync(lease.Key, lease.Lease, cancellationToken).ConfigureAwait(false);
                    return true;
                },
                Timeout).ConfigureAwait(false);
        }
    }

    /// <summary>Logs only the exception's type: its message may contain data of the caller's function.</summary>
    public void ReportFailure(Exception exception) => Log.TokenNotRefreshed(Logger, Vendor, exception.GetType().Name);

    /// <summary>The type's name only.</summary>
    public override string ToString() => nameof(SharedTokenCache);

    private async Task<(AccessToken? Token, bool HasResponded)> FindAsync(string key, Func<AccessToken, bool> isWanted, TimeSpan timeout)
    {
        var (token, hasResponded) = await CallAsync(cancellationToken => Cache.GetAsync(key, cancellationToken), timeout).ConfigureAwait(false);
        return (token is not null && IsUsable(token) && isWanted(token) ? token : null, hasResponded);
    }

    /// <summary>Whether a token is valid for long enough, and of the type that clients share: a DPoP token is usable only with the key of its client.</summary>
    private bool IsUsable(AccessToken token) =>
        !(token.ExpiresAt <= Clock.GetUtcNow() + s_minLifetime) && "Bearer".Equals(token.Type, StringComparison.OrdinalIgnoreCase);

    private async Task<(SharedLease? Lease, bool HasResponded)> LeaseAsync(string key, TimeSpan timeout)
    {
        var (lease, hasResponded) = await CallAsync(
            cancellationToken => Cache.TryLeaseAsync(key, s_leaseDuration, cancellationToken), timeout).ConfigureAwait(false);
        return (lease is { } held ? new SharedLease(key, held) : null, hasResponded);
    }

    /// <summary>Time-out of the next operation.</summary>
    private TimeSpan Remaining(long started)
    {
        var remaining = MaxTime - Clock.GetElapsedTime(started);
        return remaining > TimeSpan.Zero ? Smaller(remaining, Timeout) : TimeSpan.Zero;
    }

    private static TimeSpan Smaller(TimeSpan one, TimeSpan other) => one < other ? one : other;

    private async Task<(T? Value, bool HasResponded)> CallAsync<T>(Func<CancellationToken, ValueTask<T?>> call, TimeSpan timeout)
    {
        try
        {
            // The SDK's own cache responds immediately, so it needs neither a thread nor a time-out.
            return (Cache is MemoryTokenCache
                ? await call(CancellationToken.None).ConfigureAwait(false)
                : await BoundedCall.RunAsync(Cache, call, timeout, Clock, CancellationToken.None).ConfigureAwait(false), true);
        }
        catch (Exception exception)
        {
            Log.TokenCacheFailed(Logger, Vendor, exception.GetType().Name);
            return (default, false);
        }
    }
}

/// <summary>A lease, and the key that it was taken for.</summary>
internal sealed record SharedLease(string Key, TokenLease Lease);
