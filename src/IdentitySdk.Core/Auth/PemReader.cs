using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Microsoft.IdentityModel.Tokens;

namespace IdentitySdk.Core;

/// <summary>Private keys in PEM: PKCS#8, PKCS#1 (RSA) and SEC1 (EC). .NET Standard 2.0 has no reader for them.</summary>
internal static class PemReader
{
    private const string RsaId = "1.2.840.113549.1.1.1";
    private const string EcId = "1.2.840.10045.2.1";
    private static readonly Asn1Tag s_curve = new(TagClass.ContextSpecific, 0, isConstructed: true);
    private static readonly Asn1Tag s_publicPoint = new(TagClass.ContextSpecific, 1, isConstructed: true);

    // The atomic group ends at the first five dashes and never backtracks, so the time grows no faster than the text.
    private static readonly Regex s_privateKey = new(
        @"-----BEGIN (?<label>[^-]*PRIVATE KEY)-----(?>(?<body>.*?)-----)END \k<label>-----", RegexOptions.Singleline | RegexOptions.CultureInvariant);

    /// <summary>Reads the only private key in a text.</summary>
    /// <exception cref="FormatException">The text has no private key, several, or one in another form.</exception>
    public static JsonWebKey Read(string text)
    {
        // Environment variables often contain line breaks as two characters.
        var keys = s_privateKey.Matches(text.Replace("\\r", "").Replace("\\n", "\n"));
        if (keys.Count != 1)
        {
            throw new FormatException(
                keys.Count > 1 ? "the PEM contains several private keys"
                : text.Contains("PUBLIC KEY") || text.Contains("CERTIFICATE") ? "the PEM contains only a public key or a certificate"
                : "it is neither PEM nor a JSON Web Key");
        }

        var (label, body) = (keys[0].Groups["label"].Value, keys[0].Groups["body"].Value);
        try
        {
            return label switch
            {
                _ when body.Contains(':') => throw new FormatException("it is encrypted; decrypt it first"),
                "PRIVATE KEY" => ReadPkcs8(Decode(body)),
                "RSA PRIVATE KEY" => ReadRsa(Decode(body)),
                "EC PRIVATE KEY" => ReadEc(Decode(body), null),
                "ENCRYPTED PRIVATE KEY" => throw new FormatException("it is encrypted; decrypt it first"),
                _ => throw new FormatException("it must be PKCS#8, PKCS#1 or SEC1"),
            };
        }
        catch (AsnContentException)
        {
            throw new FormatException("it is truncated or damaged");
        }
    }

    private static JsonWebKey ReadPkcs8(byte[] bytes)
    {
        var info = ReadSequence(bytes);
        ReadNumber(info);
        var algorithm = Expect(info, Asn1Tag.Sequence).ReadSequence();
        var id = Expect(algorithm, Asn1Tag.ObjectIdentifier).ReadObjectIdentifier();
        var key = Expect(info, Asn1Tag.PrimitiveOctetString).ReadOctetString();
        return id switch
        {
            RsaId => ReadRsa(key),
            EcId => ReadEc(key, Expect(algorithm, Asn1Tag.ObjectIdentifier).ReadObjectIdentifier()),
            _ => throw new FormatException("it must be an RSA or an EC key"),
        };
    }

    private static JsonWebKey ReadRsa(byte[] bytes)
    {
        var key = ReadSequence(bytes);
        ReadNumber(key);
        return JwkReader.FromRsa(new RSAParameters
        {
            Modulus = ReadNumber(key), Exponent = ReadNumber(key), D = ReadNumber(key), P = ReadNumber(key),
            Q = ReadNumber(key), DP = ReadNumber(key), DQ = ReadNumber(key), InverseQ = ReadNumber(key),
        });
    }

    /// <param name="bytes">The structure of RFC 5915.</param>
    /// <param name="curve">The id of the curve in PKCS#8, which takes precedence over the one in the structure; null without PKCS#8.</param>
    private static JsonWebKey ReadEc(byte[] bytes, string? curve)
    {
        var key = ReadSequence(bytes);
        ReadNumber(key);
        var ec = new ECParameters { D = Expect(key, Asn1Tag.PrimitiveOctetString).ReadOctetString() };
        while (key.HasData)
        {
            if (curve is null && key.PeekTag() == s_curve)
            {
                curve = Expect(key.ReadSequence(s_curve), Asn1Tag.ObjectIdentifier).ReadObjectIdentifier();
            }
            else if (key.PeekTag() == s_publicPoint)
            {
                ec.Q = ReadPoint(Expect(key.ReadSequence(s_publicPoint), Asn1Tag.PrimitiveBitString).ReadBitString(out var unused), unused);
            }
            else
            {
                key.ReadEncodedValue();
            }
        }

        var name = curve switch { "1.2.840.10045.3.1.7" => "P-256", "1.3.132.0.34" => "P-384", "1.3.132.0.35" => "P-521", _ => null };
        return JwkReader.FromEc(name, ec.Q.X is null && name is not null ? AddPublicPoint(ec, curve!) : ec);
    }

    /// <summary>Computes the public point from the private number, because some tools leave it out.</summary>
    private static ECParameters AddPublicPoint(ECParameters ec, string curve)
    {
        ec.Curve = ECCurve.CreateFromValue(curve);
        using var key = ECDsa.Create(ec);
        return key.ExportParameters(includePrivateParameters: true);
    }

    /// <summary>Reads an uncompressed point: the byte 4, then both coordinates.</summary>
    private static ECPoint ReadPoint(byte[] bits, int unused)
    {
        if (bits.Length < 3 || bits.Length % 2 == 0 || unused != 0 || bits[0] != 4)
        {
            throw new FormatException("its public point is compressed or truncated");
        }

        var length = bits.Length / 2;
        return new ECPoint { X = bits.AsSpan(1, length).ToArray(), Y = bits.AsSpan(1 + length).ToArray() };
    }

    /// <summary>Reads the outermost sequence of a key, as BER: some tools write lengths in more bytes than DER allows.</summary>
    private static AsnReader ReadSequence(byte[] bytes) => Expect(new AsnReader(bytes, AsnEncodingRules.BER), Asn1Tag.Sequence).ReadSequence();

    private static byte[] ReadNumber(AsnReader reader) => Expect(reader, Asn1Tag.Integer).ReadIntegerBytes().ToArray();

    /// <exception cref="FormatException">The next value is of another type.</exception>
    private static AsnReader Expect(AsnReader reader, Asn1Tag tag) =>
        !reader.HasData || reader.PeekTag().HasSameClassAndValue(tag) ? reader : throw new FormatException("its content does not match its PEM label");

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
