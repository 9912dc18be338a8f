using System.Collections.Concurrent;

namespace IdentitySdk.Testing.Tokens;

/// <summary>What was granted with a token. The thumbprint is that of the DPoP key it is bound to.</summary>
internal sealed record AccessToken(string Value, DateTimeOffset IssuedAt, DateTimeOffset ExpiresAt, string Scope = "", string? Thumbprint = null);

/// <summary>The access tokens that are accepted now.</summary>
internal sealed class AccessTokens(TimeProvider time)
{
    private readonly ConcurrentDictionary<string, AccessToken> tokens = new(StringComparer.Ordinal);

    public void Add(AccessToken token) => tokens[token.Value] = token;

    /// <summary>Null when the token was never issued here, has ended or was revoked.</summary>
    public AccessToken? Find(string value) =>
        tokens.TryGetValue(value, out var token) && token.ExpiresAt > time.GetUtcNow() ? token : null;

    public bool Revoke(string value) => tokens.TryRemove(value, out _);

    public void RevokeAll() => tokens.Clear();
}
