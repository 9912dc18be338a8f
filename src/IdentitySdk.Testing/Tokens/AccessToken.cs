namespace IdentitySdk.Testing.Tokens;

/// <summary>An issued access token and when it is valid.</summary>
/// <param name="Value">The token.</param>
/// <param name="IssuedAt">When it was issued.</param>
/// <param name="ExpiresAt">When it expires.</param>
/// <param name="Scope">What it permits, separated by spaces; empty for a vendor without scopes.</param>
/// <param name="Thumbprint">The thumbprint of the DPoP key that it is bound to; null for a bearer token.</param>
internal sealed record AccessToken(string Value, DateTimeOffset IssuedAt, DateTimeOffset ExpiresAt, string Scope = "", string? Thumbprint = null);
