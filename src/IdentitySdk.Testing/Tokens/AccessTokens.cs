using System.Collections.Concurrent;

namespace IdentitySdk.Testing.Tokens;

/// <summary>The access tokens that are valid now.</summary>
internal sealed class AccessTokens<TToken>(TimeProvider time)
    where TToken : AccessToken
{
    private readonly ConcurrentDictionary<string, TToken> _tokens = new(StringComparer.Ordinal);

    public void Add(TToken token) => _tokens[token.Value] = token;

    /// <summary>Null when the token was never issued here, has expired or was revoked.</summary>
    public TToken? Find(string value) =>
        _tokens.TryGetValue(value, out var token) && token.ExpiresAt > time.GetUtcNow() ? token : null;

    public bool Revoke(string value) => _tokens.TryRemove(value, out _);

    public void RevokeAll() => _tokens.Clear();
}
