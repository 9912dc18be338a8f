namespace IdentitySdk.Testing.Tokens;

/// <summary>What was granted with a token. The thumbprint is that of the DPoP key it is bound to.</summary>
internal sealed record AccessToken(string Value, DateTimeOffset IssuedAt, DateTimeOffset ExpiresAt, string Scope = "", string? Thumbprint = null);
