namespace IdentitySdk.Testing.Tokens;

/// <summary>An issued access token and when it is valid.</summary>
internal record AccessToken(string Value, DateTimeOffset IssuedAt, DateTimeOffset ExpiresAt);
