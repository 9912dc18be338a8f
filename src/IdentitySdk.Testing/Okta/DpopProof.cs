namespace IdentitySdk.Testing.Okta;

/// <summary>What a DPoP proof says: the key it was made with and the nonce in it, or what is wrong with it.</summary>
internal sealed record DpopProof(string? Thumbprint, string? Nonce, string? Error);
