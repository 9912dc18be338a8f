using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Microsoft.IdentityModel.Tokens;

namespace IdentitySdk.Testing.Tokens;

/// <summary>A key pair for clients, as text, so that requests do not share a key object.</summary>
internal sealed record KeyPair(string Pem, string Jwk)
{
    public SecurityKey VerificationKey => new JsonWebKey(Jwk);

    public static KeyPair NewRsa()
    {
        using var rsa = RSA.Create(2048);
        var key = rsa.ExportParameters(includePrivateParameters: true);
        var jwk = new JsonObject
        {
            ["kty"] = "RSA", ["use"] = "sig", ["kid"] = TokenMint.Random(9), ["n"] = Encode(key.Modulus), ["e"] = Encode(key.Exponent), ["d"] = Encode(key.D),
            ["p"] = Encode(key.P), ["q"] = Encode(key.Q), ["dp"] = Encode(key.DP), ["dq"] = Encode(key.DQ), ["qi"] = Encode(key.InverseQ),
        };
        return new(rsa.ExportPkcs8PrivateKeyPem(), jwk.ToJsonString());
    }

    public static KeyPair NewEc()
    {
        using var ec = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var key = ec.ExportParameters(includePrivateParameters: true);
        var jwk = new JsonObject
        {
            ["kty"] = "EC", ["use"] = "sig", ["kid"] = TokenMint.Random(9),
            ["crv"] = "P-256", ["x"] = Encode(key.Q.X), ["y"] = Encode(key.Q.Y), ["d"] = Encode(key.D),
        };
        return new(ec.ExportPkcs8PrivateKeyPem(), jwk.ToJsonString());
    }

    private static string Encode(byte[]? value) => Base64UrlEncoder.Encode(value);
}
