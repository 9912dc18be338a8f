namespace IdentitySdk;

/// <summary>Keeps access tokens between refreshes. Give one cache to several clients, or processes, and they share their tokens.</summary>
/// <remarks>
/// A client asks the cache when it has no good token in hand. When the cache has none either, it takes the lease, requests a token, and stores it
/// with the lease; who does not get the lease waits for the holder's token for five seconds at most, or for half of the client's AttemptTimeout or
/// MaxTotalTime where that is less, and then requests one itself.
/// <para>
/// What a cache knows is advice. The client waits for each of its answers for <see cref="IdentityClientOptions.TokenCacheTimeout"/> at most; when it
/// throws or is too slow, that is logged, and the client gets its token from the vendor. It may therefore throw anything at any time.
/// </para>
/// <para>Tokens are secrets: an external cache must keep them as such. Implementations are safe for concurrent use.</para>
/// </remarks>
public interface ITokenCache
{
    /// <summary>Finds a token.</summary>
    /// <param name="key">Names vendor, address, caller, its secret or key, and scopes, all hashed; fewer than 300 characters.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The token last stored under the key; null when there is none. It may have expired: the client looks.</returns>
    ValueTask<AccessToken?> GetAsync(string key, CancellationToken cancellationToken);

    /// <summary>Takes the lease of a key, which one client holds at a time: its holder refreshes the token for all.</summary>
    /// <param name="key">As in <see cref="GetAsync"/>.</param>
    /// <param name="duration">After how long the lease ends by itself, by the cache's own clock, more than zero.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The lease, with a fencing number higher than that of any earlier lease of the key; null when another holds it.</returns>
    ValueTask<TokenLease?> TryLeaseAsync(string key, TimeSpan duration, CancellationToken cancellationToken);

    /// <summary>Stores a token in place of an older one, and ends the lease. A token that was stored under a later lease stays.</summary>
    /// <param name="key">As in <see cref="GetAsync"/>.</param>
    /// <param name="token">The token; it may be dropped when it expires.</param>
    /// <param name="lease">The lease under which the token was requested. It may have ended: only the fencing number counts.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>True when it was stored; false when a later holder has stored another.</returns>
    ValueTask<bool> SetAsync(string key, AccessToken token, TokenLease lease, CancellationToken cancellationToken);

    /// <summary>Ends a lease without a token: the refresh failed, or was not needed. A lease that has ended is passed over.</summary>
    /// <param name="key">As in <see cref="GetAsync"/>.</param>
    /// <param name="lease">The lease.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>A task that ends when another may take the lease.</returns>
    ValueTask ReleaseAsync(string key, TokenLease lease, CancellationToken cancellationToken);
}
