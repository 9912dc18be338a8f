namespace IdentitySdk;

/// <summary>Cache for access tokens. Clients and processes that use the same cache share their tokens.</summary>
/// <remarks>
/// A client calls the cache when it has no valid token. If the cache has none either, the client takes the lease of the key, requests a token and stores
/// it. A client that does not get the lease waits for the holder's token, for at most five seconds or half of its AttemptTimeout or MaxTotalTime,
/// whichever is shortest, and then requests a token itself.
/// <para>
/// The cache is an optimization. A client waits for each operation for at most <see cref="IdentityClientOptions.TokenCacheTimeout"/>; if the operation
/// throws or is slower, the client logs it and requests the token from the vendor. An implementation may throw any exception at any time.
/// </para>
/// <para>Tokens are secrets: an external cache must protect them. Implementations are safe for concurrent use.</para>
/// </remarks>
public interface ITokenCache
{
    /// <summary>Gets a token.</summary>
    /// <param name="key">Identifies vendor, address, caller, its secret or key, and scopes, all hashed; fewer than 300 characters.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The token last stored under the key; null when there is none. It may have expired: the client checks.</returns>
    ValueTask<AccessToken?> GetAsync(string key, CancellationToken cancellationToken);

    /// <summary>Takes the lease of a key. One client holds it at a time, and refreshes the token for all.</summary>
    /// <param name="key">As in <see cref="GetAsync"/>.</param>
    /// <param name="duration">Time after which the lease expires, by the cache's own clock; more than zero.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The lease, with a fencing number higher than that of any earlier lease of the key; null when another client holds it.</returns>
    ValueTask<TokenLease?> TryLeaseAsync(string key, TimeSpan duration, CancellationToken cancellationToken);

    /// <summary>Stores a token in place of an older one, and ends the lease. A token that was stored under a later lease stays.</summary>
    /// <param name="key">As in <see cref="GetAsync"/>.</param>
    /// <param name="token">The token; the cache may drop it when it expires.</param>
    /// <param name="lease">The lease under which the token was requested. It may have expired: only the fencing number counts.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>True when the token was stored; false when a later holder has stored another.</returns>
    ValueTask<bool> SetAsync(string key, AccessToken token, TokenLease lease, CancellationToken cancellationToken);

    /// <summary>Ends a lease without a token: the refresh failed, or was not needed. A lease that has expired is ignored.</summary>
    /// <param name="key">As in <see cref="GetAsync"/>.</param>
    /// <param name="lease">The lease.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>A task that completes when another client can take the lease.</returns>
    ValueTask ReleaseAsync(string key, TokenLease lease, CancellationToken cancellationToken);
}
