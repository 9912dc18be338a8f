using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Microsoft.IdentityModel.Tokens;

namespace IdentitySdk.Core;

/// <summary>Private keys in PEM: PKCS#8, PKCS#1 (RSA) and SEC1 (EC). The framework reads them on newer platforms only.</summary>
internal static class PemReader
{
    private const string RsaId = "1.2.840.113549.1.1.1";
    private const string EcId = "1.2.840.10045.2.1";
    private static readonly Regex s_block = new("-----BEGIN ((?:[A-Z0-9]+ )*PRIVATE KEY)-----(.*?)-----END \\1-----", RegexOptions.Singleline | RegexOptions.CultureInvariant);

    /// <summary>Reads the one private key in the text.</summary>
    /// <exception cref="FormatException">There is none, or not one of these forms.</exception>
    public static JsonWebKey Read(string text)
    {
        // Environment variables often hold line breaks as two characters.
        var blocks = s_block.Matches(text.Replace("\\r", "").Replace("\\n", "\n"));
        if (blocks.Count != 1)
        {
            throw new FormatException(
                blocks.Count > 1 ? "the PEM holds several"
                : text.Contains("PUBLIC KEY") || text.Contains("CERTIFICATE") ? "the PEM holds a public key or a certificate only"
                : "it is neither PEM nor a JSON Web Key");
        }

        var body = blocks[0].Groups[2].Value;
        return blocks[0].Groups[1].Value switch
        {
            _ when body.Contains(':') => throw new FormatException("it is encrypted; decrypt it first"),
            "PRIVATE KEY" => ReadPkcs8(Decode(body)),
            "RSA PRIVATE KEY" => ReadRsa(Decode(body)),
            "EC PRIVATE KEY" => ReadEc(Decode(body), null),
            "ENCRYPTED PRIVATE KEY" => throw new FormatException("it is encrypted; decrypt it first"),
            _ => throw new FormatException("it must be PKCS#8, PKCS#1 or SEC1"),
        };
    }

    private static JsonWebKey ReadPkcs8(byte[] bytes)
    {
        var info = new DerReader(bytes).Read(DerReader.Sequence);
        info.Bytes(DerReader.Integer);
        var algorithm = info.Read(DerReader.Sequence);
        var id = algorithm.ObjectId();
        var key = info.Bytes(DerReader.OctetString);
        return id switch
        {
            RsaId => ReadRsa(key),
            EcId => ReadEc(key, algorithm.ObjectId()),
            _ => throw new FormatException("it must be an RSA or an EC key"),
        };
    }

    private static JsonWebKey ReadRsa(byte[] bytes)
    {
        var key = new DerReader(bytes).Read(DerReader.Sequence);
        key.Bytes(DerReader.Integer);
        return JwkReader.FromRsa(new RSAParameters
        {
            Modulus = key.Bytes(DerReader.Integer), Exponent = key.Bytes(DerReader.Integer), D = key.Bytes(DerReader.Integer), P = key.Bytes(DerReader.Integer),
            Q = key.Bytes(DerReader.Integer), DP = key.Bytes(DerReader.Integer), DQ = key.Bytes(DerReader.Integer), InverseQ = key.Bytes(DerReader.Integer),
        });
    }

    /// <param name="bytes">RFC 5915's structure.</param>
    /// <param name="curve">The curve's id where PKCS#8 names it outside; null when it is inside.</param>
    private static JsonWebKey ReadEc(byte[] bytes, string? curve)
    {
        var key = new DerReader(bytes).Read(DerReader.Sequence);
        key.Bytes(DerReader.Integer);
        var ec = new ECParameters { D = key.Bytes(DerReader.OctetString) };
        while (!key.IsEmpty)
        {
            if (key.Tag == DerReader.Context0 && curve is null)
            {
                curve = key.Read(DerReader.Context0).ObjectId();
            }
            else if (key.Tag == DerReader.Context1)
            {
                ec.Q = Point(key.Read(DerReader.Context1).Bytes(DerReader.BitString));
            }
            else
            {
                key.Skip();
            }
        }

        var name = curve switch { "1.2.840.10045.3.1.7" => "P-256", "1.3.132.0.34" => "P-384", "1.3.132.0.35" => "P-521", _ => null };
        return JwkReader.FromEc(name, ec.Q.X is null && name is not null ? Complete(ec, curve!) : ec);
    }

    /// <summary>Some tools leave the public point out; it follows from the private number.</summary>
    private static ECParameters Complete(ECParameters ec, string curve)
    {
        ec.Curve = ECCurve.CreateFromValue(curve);
        using var key = ECDsa.Create(ec);
        return key.ExportParameters(includePrivateParameters: true);
    }

    /// <summary>A zero for no unused bits, a four for an uncompressed point, then both coordinates.</summary>
    private static ECPoint Point(byte[] bits)
    {
        if (bits.Length < 4 || bits.Length % 2 != 0 || bits[0] != 0 || bits[1] != 4)
        {
            throw new FormatException("its public point is compressed or cut");
        }

        var length = (bits.Length - 2) / 2;
        return new ECPoint { X = bits.AsSpan(2, length).ToArray(), Y = bits.AsSpan(2 + length).ToArray() };
    }

    private static byte[] Decode(string body)
    {
        try
        {
            return Convert.FromBase64String(body);
        }
        catch (FormatException)
        {
            throw new FormatException("the PEM is not base64");
        }
    }
}
