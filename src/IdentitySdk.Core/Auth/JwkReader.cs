using System.Security.Cryptography;
using Microsoft.IdentityModel.Tokens;
using Newtonsoft.Json.Linq;

namespace IdentitySdk.Core;

/// <summary>Private keys as JSON Web Keys (RFC 7517), with numbers of the lengths that all platforms accept (RFC 7518 section 6).</summary>
internal static class JwkReader
{
    /// <summary>Reads a key from JSON.</summary>
    /// <exception cref="FormatException">The text is not a private RSA or EC key; the message names the invalid member, not its value.</exception>
    public static JsonWebKey Read(string text)
    {
        var tree = JsonText.TryParseObject(text) ?? throw new FormatException("it is neither PEM nor a JSON Web Key");
        if (tree["keys"] is JArray)
        {
            throw new FormatException("it is a JSON Web Key Set; pass one of its keys");
        }

        var type = ReadText(tree, "kty");
        if (type is not ("RSA" or "EC"))
        {
            throw new FormatException("its kty must be RSA or EC");
        }

        if (tree["d"] is null)
        {
            throw new FormatException("it is a public key");
        }

        var key = type == "RSA"
            ? FromRsa(new RSAParameters
            {
                Modulus = ReadNumber(tree, "n"), Exponent = ReadNumber(tree, "e"), D = ReadNumber(tree, "d"), P = ReadNumber(tree, "p"),
                Q = ReadNumber(tree, "q"), DP = ReadNumber(tree, "dp"), DQ = ReadNumber(tree, "dq"), InverseQ = ReadNumber(tree, "qi"),
            })
            : FromEc(
                ReadText(tree, "crv"),
                new ECParameters { D = ReadNumber(tree, "d"), Q = new ECPoint { X = ReadNumber(tree, "x"), Y = ReadNumber(tree, "y") } });
        (key.Kid, key.Alg) = (ReadText(tree, "kid"), ReadText(tree, "alg"));
        return key;
    }

    /// <exception cref="FormatException">A number is longer than the modulus allows.</exception>
    public static JsonWebKey FromRsa(RSAParameters rsa)
    {
        var modulus = Trim(rsa.Modulus!);
        var half = (modulus.Length + 1) / 2;
        return new JsonWebKey
        {
            Kty = "RSA", N = Base64UrlEncoder.Encode(modulus), E = Base64UrlEncoder.Encode(Trim(rsa.Exponent!)), D = Pad(rsa.D!, modulus.Length),
            P = Pad(rsa.P!, half), Q = Pad(rsa.Q!, half), DP = Pad(rsa.DP!, half), DQ = Pad(rsa.DQ!, half), QI = Pad(rsa.InverseQ!, half),
        };
    }

    /// <exception cref="FormatException">The curve is not supported, or a number is longer than the curve allows.</exception>
    public static JsonWebKey FromEc(string? curve, ECParameters ec)
    {
        var length = curve switch { "P-256" => 32, "P-384" => 48, "P-521" => 66, _ => throw new FormatException("its curve must be P-256, P-384 or P-521") };
        return new JsonWebKey { Kty = "EC", Crv = curve, X = Pad(ec.Q.X!, length), Y = Pad(ec.Q.Y!, length), D = Pad(ec.D!, length) };
    }

    /// <summary>Encodes a number in exactly so many bytes, whatever leading zeros it was written with.</summary>
    private static string Pad(byte[] number, int length)
    {
        var trimmed = Trim(number);
        if (trimmed.Length > length)
        {
            throw new FormatException("one of its numbers is too long");
        }

        var padded = new byte[length];
        trimmed.CopyTo(padded, length - trimmed.Length);
        return Base64UrlEncoder.Encode(padded);
    }

    private static byte[] Trim(byte[] number) => [.. number.SkipWhile(static digit => digit == 0)];

    private static string? ReadText(JObject tree, string name) => tree[name] is JValue { Value: string { Length: > 0 } text } ? text : null;

    private static byte[] ReadNumber(JObject tree, string name)
    {
        var text = ReadText(tree, name) ?? throw new FormatException($"its {name} is missing");
        try
        {
            return Base64UrlEncoder.DecodeBytes(text);
        }
        catch (FormatException)
        {
            throw new FormatException($"its {name} is not base64url");
        }
    }
}
