using IdentitySdk.Testing.Tokens;

namespace IdentitySdk.Testing.Okta;

/// <summary>An access token with what was granted. The thumbprint is that of the DPoP key it is bound to; null for a bearer token.</summary>
internal sealed record ScopedToken(string Value, DateTimeOffset IssuedAt, DateTimeOffset ExpiresAt, string Scope, string? Thumbprint)
    : AccessToken(Value, IssuedAt, ExpiresAt);
