namespace IdentitySdk.Testing.Okta;

/// <summary>A validated DPoP proof: the thumbprint of its key and its nonce, or the error.</summary>
internal sealed record DpopProof(string? Thumbprint, string? Nonce, string? Error);
