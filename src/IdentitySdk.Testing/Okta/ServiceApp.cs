using System.Security.Cryptography;
using IdentitySdk.Testing.Tokens;
using Microsoft.IdentityModel.Tokens;

namespace IdentitySdk.Testing.Okta;

/// <summary>The registered service app and its two keys, which are created on first use because an RSA key is slow to create.</summary>
internal sealed class ServiceApp
{
    private readonly Lazy<KeyPair> _rsa = new(KeyPair.NewRsa);
    private readonly Lazy<KeyPair> _ec = new(KeyPair.NewEc);

    public string Id { get; } = $"0oa{Convert.ToHexString(RandomNumberGenerator.GetBytes(8))}x";

    public KeyPair Rsa => _rsa.Value;

    public KeyPair Ec => _ec.Value;

    /// <summary>The keys that were read by a client; others cannot have signed anything.</summary>
    public SecurityKey[] VerificationKeys => [.. new[] { _rsa, _ec }.Where(key => key.IsValueCreated).Select(key => key.Value.VerificationKey)];
}
