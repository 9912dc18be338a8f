namespace IdentitySdk;

/// <summary>Keeps access tokens between renewals. Give one cache to several clients, or processes, and they share their tokens.</summary>
/// <remarks>
/// A client asks the cache when it has no good token in hand, before it asks the vendor, and stores each token it gets. A cache that fails costs a
/// token request and a log event, never the call. Tokens are secrets: an external cache must keep them as such. Implementations are safe for
/// concurrent use.
/// </remarks>
public interface ITokenCache
{
    /// <summary>Finds a token.</summary>
    /// <param name="key">Names vendor, address, caller and scopes, hashed; it holds no secret.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The token last stored under the key; null when there is none. It may have ended: the client looks.</returns>
    ValueTask<AccessToken?> GetAsync(string key, CancellationToken cancellationToken);

    /// <summary>Stores a token in place of an older one.</summary>
    /// <param name="key">As in <see cref="GetAsync"/>.</param>
    /// <param name="token">The token; it may be dropped when it ends.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>A task that ends when the token is stored.</returns>
    ValueTask SetAsync(string key, AccessToken token, CancellationToken cancellationToken);
}
