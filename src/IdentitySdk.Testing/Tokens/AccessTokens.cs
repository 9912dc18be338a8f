using System.Collections.Concurrent;

namespace IdentitySdk.Testing.Tokens;

/// <summary>The access tokens that are valid now.</summary>
internal sealed class AccessTokens(TimeProvider time)
{
    private readonly ConcurrentDictionary<string, AccessToken> _tokens = new(StringComparer.Ordinal);

    public void Add(AccessToken token) => _tokens[token.Value] = token;

    /// <summary>Null when the token was never issued here, has expired or was revoked.</summary>
    public AccessToken? Find(string value) =>
        _tokens.TryGetValue(value, out var token) && token.ExpiresAt > time.GetUtcNow() ? token : null;

    /// <summary>The token of an <c>Authorization</c> header with the scheme Bearer; null when it is missing or not valid.</summary>
    public AccessToken? FindBearer(string? authorization)
    {
        var parts = (authorization ?? "").Split(' ', 2, StringSplitOptions.TrimEntries);
        return parts.Length == 2 && parts[0].Equals("Bearer", StringComparison.OrdinalIgnoreCase) ? Find(parts[1]) : null;
    }

    public bool Revoke(string value) => _tokens.TryRemove(value, out _);

    public void RevokeAll() => _tokens.Clear();
}
