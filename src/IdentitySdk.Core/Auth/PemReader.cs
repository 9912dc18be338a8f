using System.Formats.Asn1;
using System.Security.Cryptography;
using Microsoft.IdentityModel.Tokens;

namespace IdentitySdk.Core;

/// <summary>Private keys in PEM: PKCS#8, PKCS#1 (RSA) and SEC1 (EC). The framework reads them on newer platforms only.</summary>
internal static class PemReader
{
    private const string Begin = "-----BEGIN ";
    private const string Dashes = "-----";
    private const string RsaId = "1.2.840.113549.1.1.1";
    private const string EcId = "1.2.840.10045.2.1";
    private static readonly Asn1Tag s_curve = new(TagClass.ContextSpecific, 0, isConstructed: true);
    private static readonly Asn1Tag s_publicPoint = new(TagClass.ContextSpecific, 1, isConstructed: true);

    /// <summary>Reads the one private key in the text.</summary>
    /// <exception cref="FormatException">There is none, or not one of these forms.</exception>
    public static JsonWebKey Read(string text)
    {
        // Environment variables often hold line breaks as two characters.
        var keys = PrivateKeys(text.Replace("\\r", "").Replace("\\n", "\n")).Take(2).ToArray();
        if (keys.Length != 1)
        {
            throw new FormatException(
                keys.Length > 1 ? "the PEM holds several"
                : text.Contains("PUBLIC KEY") || text.Contains("CERTIFICATE") ? "the PEM holds a public key or a certificate only"
                : "it is neither PEM nor a JSON Web Key");
        }

        var (label, body) = keys[0];
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
            throw new FormatException("it is cut short or damaged");
        }
    }

    /// <summary>The labels and bodies of the private keys in the text. Every character is looked at a few times at most, whatever the text is.</summary>
    private static IEnumerable<(string Label, string Body)> PrivateKeys(string text)
    {
        int start;
        for (var next = 0; (start = text.IndexOf(Begin, next, StringComparison.Ordinal)) >= 0;)
        {
            var labelStart = start + Begin.Length;
            var labelEnd = text.IndexOf(Dashes, labelStart, StringComparison.Ordinal);
            var bodyStart = labelEnd + Dashes.Length;
            var bodyEnd = labelEnd < 0 ? -1 : text.IndexOf(Dashes, bodyStart, StringComparison.Ordinal);
            if (bodyEnd < 0)
            {
                yield break;
            }

            var label = text.Substring(labelStart, labelEnd - labelStart);
            var end = $"-----END {label}-----";
            next = labelEnd;
            if (label.EndsWith("PRIVATE KEY", StringComparison.Ordinal) && string.CompareOrdinal(text, bodyEnd, end, 0, end.Length) == 0)
            {
                next = bodyEnd + end.Length;
                yield return (label, text.Substring(bodyStart, bodyEnd - bodyStart));
            }
        }
    }

    private static JsonWebKey ReadPkcs8(byte[] bytes)
    {
        var info = Sequence(bytes);
        Number(info);
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
        var key = Sequence(bytes);
        Number(key);
        return JwkReader.FromRsa(new RSAParameters
        {
            Modulus = Number(key), Exponent = Number(key), D = Number(key), P = Number(key), Q = Number(key), DP = Number(key), DQ = Number(key), InverseQ = Number(key),
        });
    }

    /// <param name="bytes">RFC 5915's structure.</param>
    /// <param name="curve">The curve's id where PKCS#8 names it outside; null when it is inside.</param>
    private static JsonWebKey ReadEc(byte[] bytes, string? curve)
    {
        var key = Sequence(bytes);
        Number(key);
        var ec = new ECParameters { D = Expect(key, Asn1Tag.PrimitiveOctetString).ReadOctetString() };
        while (key.HasData)
        {
            if (curve is null && key.PeekTag() == s_curve)
            {
                curve = Expect(key.ReadSequence(s_curve), Asn1Tag.ObjectIdentifier).ReadObjectIdentifier();
            }
            else if (key.PeekTag() == s_publicPoint)
            {
                ec.Q = Point(Expect(key.ReadSequence(s_publicPoint), Asn1Tag.PrimitiveBitString).ReadBitString(out var unused), unused);
            }
            else
            {
                key.ReadEncodedValue();
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

    /// <summary>A four for an uncompressed point, then both coordinates.</summary>
    private static ECPoint Point(byte[] bits, int unused)
    {
        if (bits.Length < 3 || bits.Length % 2 == 0 || unused != 0 || bits[0] != 4)
        {
            throw new FormatException("its public point is compressed or cut");
        }

        var length = bits.Length / 2;
        return new ECPoint { X = bits.AsSpan(1, length).ToArray(), Y = bits.AsSpan(1 + length).ToArray() };
    }

    /// <summary>The content of the sequence that a key is. Some tools write lengths longer than DER has them, so BER is read.</summary>
    private static AsnReader Sequence(byte[] bytes) => Expect(new AsnReader(bytes, AsnEncodingRules.BER), Asn1Tag.Sequence).ReadSequence();

    private static byte[] Number(AsnReader reader) => Expect(reader, Asn1Tag.Integer).ReadIntegerBytes().ToArray();

    /// <exception cref="FormatException">The next value is of another kind.</exception>
    private static AsnReader Expect(AsnReader reader, Asn1Tag tag) =>
        !reader.HasData || reader.PeekTag().HasSameClassAndValue(tag) ? reader : throw new FormatException("it is not what its PEM label promises");

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
