using System.Security.Cryptography;
using System.Text;
using IdentitySdk.Core;
using Microsoft.IdentityModel.Tokens;
using Newtonsoft.Json.Linq;

namespace IdentitySdk.Tests.Auth;

/// <summary>Two keys, their forms, and checks of signed tokens.</summary>
internal static class SampleKeys
{
    public static readonly RSA Rsa = RSA.Create(2048);
    public static readonly ECDsa Ec = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public static string Pem(byte[] bytes) => $"-----BEGIN PRIVATE KEY-----\n{Convert.ToBase64String(bytes)}\n-----END PRIVATE KEY-----";

    public static string Jwk(params (string Name, string? Value)[] changes)
    {
        var key = Ec.ExportParameters(true);
        var jwk = new JObject
        {
            ["kty"] = "EC", ["crv"] = "P-256", ["x"] = Base64UrlEncoder.Encode(key.Q.X!), ["y"] = Base64UrlEncoder.Encode(key.Q.Y!), ["d"] = Base64UrlEncoder.Encode(key.D!),
        };
        return With(jwk, changes);
    }

    public static string RsaJwk(params (string Name, string? Value)[] changes)
    {
        var key = Rsa.ExportParameters(true);
        var jwk = new JObject { ["kty"] = "RSA" };
        foreach (var (name, number) in new[] { ("n", key.Modulus), ("e", key.Exponent), ("d", key.D), ("p", key.P), ("q", key.Q), ("dp", key.DP), ("dq", key.DQ), ("qi", key.InverseQ) })
        {
            jwk[name] = Base64UrlEncoder.Encode(number!);
        }

        return With(jwk, changes);
    }

    public static string With(JObject jwk, (string Name, string? Value)[] changes)
    {
        foreach (var (name, value) in changes)
        {
            jwk.Remove(name);
            if (value is not null)
            {
                jwk[name] = value;
            }
        }

        return jwk.ToString();
    }

    /// <summary>The structure of RFC 5915 with version, number and curve only.</summary>
    public static string WithoutPublicPoint(ECDsa ec)
    {
        var key = Convert.ToBase64String(WithoutPublicPointDer(ec));
        return $"-----BEGIN EC PRIVATE KEY-----\n{key}\n-----END EC PRIVATE KEY-----";
    }

    /// <param name="ec">The key.</param>
    /// <param name="curve">The curve's id in DER; null for the key's own.</param>
    /// <param name="more">Further content of the structure.</param>
    public static byte[] WithoutPublicPointDer(ECDsa ec, byte[]? curve = null, byte[]? more = null) =>
        Der(0x30, [0x02, 0x01, 0x01, .. Der(0x04, ec.ExportParameters(true).D!), .. Der(0xA0, curve ?? CurveId(ec)), .. more ?? []]);

    /// <summary>PKCS#8 around the structure of RFC 5915.</summary>
    public static byte[] Pkcs8(ECDsa ec, byte[] key) =>
        Der(0x30, [0x02, 0x01, 0x00, .. Der(0x30, [0x06, 0x07, 0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x02, 0x01, .. CurveId(ec)]), .. Der(0x04, key)]);

    public static byte[] CurveId(ECDsa ec) => ec.KeySize switch
    {
        256 => [0x06, 0x08, 0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x03, 0x01, 0x07],
        384 => [0x06, 0x05, 0x2B, 0x81, 0x04, 0x00, 0x22],
        _ => [0x06, 0x05, 0x2B, 0x81, 0x04, 0x00, 0x23],
    };

    public static byte[] Der(byte tag, byte[] content) =>
        content.Length < 128 ? [tag, (byte)content.Length, .. content] : [tag, 0x82, (byte)(content.Length >> 8), (byte)content.Length, .. content];

    public static void AssertSigned(AsymmetricAlgorithm key, string token, string algorithm)
    {
        var hash = algorithm[2..] switch { "256" => HashAlgorithmName.SHA256, "384" => HashAlgorithmName.SHA384, _ => HashAlgorithmName.SHA512 };
        var at = token.LastIndexOf('.');
        var (text, signature) = (Encoding.ASCII.GetBytes(token[..at]), Base64UrlEncoder.DecodeBytes(token[(at + 1)..]));
        Assert.That(key is RSA rsa ? rsa.VerifyData(text, signature, hash, RSASignaturePadding.Pkcs1) : ((ECDsa)key).VerifyData(text, signature, hash), Is.True);
    }

    public static JObject Part(string token, int index) => JObject.Parse(Encoding.UTF8.GetString(Base64UrlEncoder.DecodeBytes(token.Split('.')[index])));
}
