using System.Security.Cryptography;
using Microsoft.IdentityModel.Tokens;
using Newtonsoft.Json.Linq;

namespace IdentitySdk.Core;

/// <summary>Private keys as JSON Web Keys (RFC 7517), their numbers brought to the lengths that all platforms ask for.</summary>
internal static class JwkReader
{
    /// <summary>Reads the text of a key.</summary>
    /// <exception cref="FormatException">It is no private RSA or EC key; the message names the member that is wrong, not its value.</exception>
    public static JsonWebKey Read(string text)
    {
        var tree = JsonText.TryParseObject(text) ?? throw new FormatException("it is neither PEM nor a JSON Web Key");
        if (tree["keys"] is JArray)
        {
            throw new FormatException("it is a set of keys; give one of them");
        }

        var type = Text(tree, "kty");
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
                Modulus = Number(tree, "n"), Exponent = Number(tree, "e"), D = Number(tree, "d"), P = Number(tree, "p"),
                Q = Number(tree, "q"), DP = Number(tree, "dp"), DQ = Number(tree, "dq"), InverseQ = Number(tree, "qi"),
            })
            : FromEc(Text(tree, "crv"), new ECParameters { D = Number(tree, "d"), Q = new ECPoint { X = Number(tree, "x"), Y = Number(tree, "y") } });
        (key.Kid, key.Alg) = (Text(tree, "kid"), Text(tree, "alg"));
        return key;
    }

    public static JsonWebKey FromRsa(RSAParameters rsa)
    {
        var modulus = Trim(rsa.Modulus!);
        var half = (modulus.Length + 1) / 2;
        return new JsonWebKey
        {
            Kty = "RSA", N = Base64UrlEncoder.Encode(modulus), E = Base64UrlEncoder.Encode(Trim(rsa.Exponent!)), D = Fit(rsa.D!, modulus.Length),
            P = Fit(rsa.P!, half), Q = Fit(rsa.Q!, half), DP = Fit(rsa.DP!, half), DQ = Fit(rsa.DQ!, half), QI = Fit(rsa.InverseQ!, half),
        };
    }

    /// <exception cref="FormatException">The curve is not supported, or a number does not fit it.</exception>
    public static JsonWebKey FromEc(string? curve, ECParameters ec)
    {
        var length = curve switch { "P-256" => 32, "P-384" => 48, "P-521" => 66, _ => throw new FormatException("its curve must be P-256, P-384 or P-521") };
        return new JsonWebKey { Kty = "EC", Crv = curve, X = Fit(ec.Q.X!, length), Y = Fit(ec.Q.Y!, length), D = Fit(ec.D!, length) };
    }

    /// <summary>The number without leading zeros, then with as many as its place asks for.</summary>
    private static string Fit(byte[] number, int length)
    {
        var trimmed = Trim(number);
        if (trimmed.Length > length)
        {
            throw new FormatException("one of its numbers is too long");
        }

        var fitted = new byte[length];
        trimmed.CopyTo(fitted, length - trimmed.Length);
        return Base64UrlEncoder.Encode(fitted);
    }

    private static byte[] Trim(byte[] number) => [.. number.SkipWhile(static digit => digit == 0)];

    private static string? Text(JObject tree, string name) => tree[name] is JValue { Value: string { Length: > 0 } text } ? text : null;

    private static byte[] Number(JObject tree, string name)
    {
        var text = Text(tree, name) ?? throw new FormatException($"its {name} is missing");
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
