using System.Security.Cryptography;
using System.Text.Json.Nodes;
using IdentitySdk.Testing.Tokens;
using Microsoft.IdentityModel.Tokens;

namespace IdentitySdk.Testing.Okta;

/// <summary>The registered service app and its two keys, made when they are first asked for.</summary>
internal sealed class ServiceApp
{
    private readonly Lazy<RSA> rsa = new(() => RSA.Create(2048));
    private readonly Lazy<ECDsa> ec = new(() => ECDsa.Create(ECCurve.NamedCurves.nistP256));
    private readonly string rsaKeyId = TokenMint.Random(9);
    private readonly string ecKeyId = TokenMint.Random(9);

    public string Id { get; } = $"0oa{Convert.ToHexString(RandomNumberGenerator.GetBytes(8))}x";

    public string RsaPem => rsa.Value.ExportPkcs8PrivateKeyPem();

    public string EcPem => ec.Value.ExportPkcs8PrivateKeyPem();

    public string RsaJwk
    {
        get
        {
            var key = rsa.Value.ExportParameters(includePrivateParameters: true);
            return new JsonObject
            {
                ["kty"] = "RSA", ["use"] = "sig", ["kid"] = rsaKeyId,
                ["n"] = Encode(key.Modulus), ["e"] = Encode(key.Exponent), ["d"] = Encode(key.D), ["p"] = Encode(key.P), ["q"] = Encode(key.Q),
                ["dp"] = Encode(key.DP), ["dq"] = Encode(key.DQ), ["qi"] = Encode(key.InverseQ),
            }.ToJsonString();
        }
    }

    public string EcJwk
    {
        get
        {
            var key = ec.Value.ExportParameters(includePrivateParameters: true);
            return new JsonObject
            {
                ["kty"] = "EC", ["use"] = "sig", ["kid"] = ecKeyId, ["crv"] = "P-256",
                ["x"] = Encode(key.Q.X), ["y"] = Encode(key.Q.Y), ["d"] = Encode(key.D),
            }.ToJsonString();
        }
    }

    /// <summary>Only keys that somebody has: a key nobody asked for cannot have signed anything.</summary>
    public SecurityKey[] Keys
    {
        get
        {
            List<SecurityKey> keys = [];
            if (rsa.IsValueCreated)
            {
                keys.Add(new RsaSecurityKey(rsa.Value.ExportParameters(false)) { KeyId = rsaKeyId });
            }

            if (ec.IsValueCreated)
            {
                keys.Add(new ECDsaSecurityKey(ec.Value) { KeyId = ecKeyId });
            }

            return [.. keys];
        }
    }

    private static string Encode(byte[]? value) => Base64UrlEncoder.Encode(value);
}
