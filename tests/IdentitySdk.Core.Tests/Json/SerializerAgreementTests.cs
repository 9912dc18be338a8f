using System.Text;
using CsCheck;
using IdentitySdk.Core;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace IdentitySdk.Tests.Json;

/// <summary>The HTTP body reader and Newtonsoft.Json create the same model from the same bytes, valid or not.</summary>
internal sealed class SerializerAgreementTests
{
    private static readonly Gen<string> s_text = Gen.OneOf(
        Gen.String[0, 12], Gen.Const("ACTIVE"), Gen.Const("2013-06-24T16:39:18.000Z"), Gen.Const("2013-06-24"), Gen.Const("6F9619FF-8b86-d011-b42d-00cf4fc964ff"), Gen.Const(""), Gen.Const("5"),
        Gen.DateTimeOffset.Select(instant => instant.ToString("O")));

    private static readonly Gen<string> s_scalar = Gen.OneOf(
        s_text.Select(text => JsonConvert.ToString(WellFormed(text))),
        s_text.Select(text => Escaped(WellFormed(text))),
        Gen.Int.Select(number => number.ToString()), Gen.Long.Select(number => number.ToString()),
        Gen.Decimal.Select(number => number.ToString(System.Globalization.CultureInfo.InvariantCulture)),
        Choose("0", "-0", "1.0", "1e2", "1E+2", "-1.50", "2147483648", "9223372036854775808", "123456789012345678901234567890", "0.1", "null", "true", "false", "{}", "[]"));

    private static readonly Gen<string> s_name = Gen.Frequency(
        (20, Gen.Int[0, Everything.MemberNames.Count - 1].Select(index => Everything.MemberNames[index])), (2, Choose("x", "self", "Id", "")), (1, s_text.Select(WellFormed)));

    private static readonly Gen<string> s_value = Gen.Recursive<string>((depth, inner) => depth >= 6 ? s_scalar : Gen.Frequency(
        (3, s_scalar),
        (1, inner.List[0, 4].Select(items => $"[{string.Join(",", items)}]")),
        (2, Object(inner))));

    private static readonly Gen<string> s_document = Object(s_value);

    /// <summary>Documents with bytes removed, inserted and replaced, also by tokens that are nearly JSON.</summary>
    private static readonly Gen<byte[]> s_mutated =
        from document in s_document
        from cuts in Gen.Select(Gen.Int[0, 10_000], Gen.Int[0, 8], Gen.OneOf(Gen.Byte.Array[0, 3], Choose(Pieces))).Array[1, 3]
        select cuts.Aggregate(Encoding.UTF8.GetBytes(document), static (bytes, cut) =>
        {
            var start = cut.Item1 % (bytes.Length + 1);
            return [.. bytes[..start], .. cut.Item3, .. bytes[Math.Min(bytes.Length, start + cut.Item2)..]];
        });

    private static byte[][] Pieces =>
    [
        .. new[] { "\"", "{", "}", "[", "]", ",", ":", "/**/", "//\n", "'", "NaN", "null", "\\u", "\\ud800", "\\", "\0", "\uFEFF", "1e999", "-", "00", "0x1F", "017", ".5", "\\'", "\v", "\u00A0", "undefined", "new Date(", " ", "\n", "\t" }.Select(Encoding.UTF8.GetBytes),
    ];

    [Test]
    public void Valid_document_gives_the_same_model_and_is_written_unchanged() => s_document.Sample(
        document =>
        {
            var bytes = Encoding.UTF8.GetBytes(document);
            var utf8 = Serializer.Read(Serializer.Http, bytes, Everything.Read, out var unexpected)!;
            var text = Serializer.Read(Serializer.Newtonsoft, bytes, Everything.Read, out var unexpectedText)!;

            Assert.That(unexpectedText, Is.EqualTo(unexpected));
            AssertSame(utf8, text);
            Serializer.AssertSame(Last(Serializer.Write(Serializer.Http, utf8)), Last(document));
        },
        iter: 500);

    /// <summary>The same documents in every run; <c>MUTATED_DOCUMENTS=1000000</c> tests more.</summary>
    [Test]
    public void Mutated_document_gives_the_same_model_or_the_same_failure() => Assert.Multiple(static () =>
    {
        var count = uint.Parse(Environment.GetEnvironmentVariable("MUTATED_DOCUMENTS") ?? "5000", System.Globalization.CultureInfo.InvariantCulture);
        for (uint number = 0; number < count; number++)
        {
            var bytes = s_mutated.Generate(new PCG(number, number), null, out _);
            AssertAgree(bytes, $"document {number}: {JsonConvert.ToString(Encoding.UTF8.GetString(bytes))}");
        }
    });

    private static void AssertAgree(byte[] bytes, string document)
    {
        var utf8 = Try(Serializer.Http, bytes);
        var text = Try(Serializer.Newtonsoft, bytes);
        if (text is not null && utf8 is null)
        {
            // Newtonsoft's reader was lenient: the model must be that of the equivalent JSON.
            bytes = Lenience.Undo(bytes);
            utf8 = Try(Serializer.Http, bytes);
            Assert.That(utf8, Is.Not.Null, $"Newtonsoft.Json accepts invalid JSON: {document}");
        }

        if (utf8 is not null && !HasValuesThatNewtonsoftLoses(bytes))
        {
            Assert.That(text, Is.Not.Null, $"Newtonsoft.Json rejects valid JSON: {document}");
            AssertSame(utf8, text!);
        }
    }

    private static Everything? Try(string serializer, byte[] bytes)
    {
        try
        {
            return Serializer.Read(serializer, bytes, Everything.Read, out _);
        }
        catch (JsonFormatException)
        {
            return null;
        }
    }

    /// <summary>Documented differences: digits beyond a decimal, and unpaired surrogates.</summary>
    private static bool HasValuesThatNewtonsoftLoses(byte[] bytes)
    {
        var text = Encoding.UTF8.GetString(bytes);
        return System.Text.RegularExpressions.Regex.IsMatch(text, @"\\u[dD][89a-fA-F]|\d[eE]|[\d.]{25}|-0\.0*");
    }

    private static void AssertSame(Everything utf8, Everything text)
    {
        Serializer.AssertSame(Last(Serializer.Write(Serializer.Newtonsoft, text)), Last(Serializer.Write(Serializer.Http, utf8)));
        Assert.That(text.AdditionalData.Keys, Is.EquivalentTo(utf8.AdditionalData.Keys));
        foreach (var name in Enumerable.Range(0, Everything.MemberNames.Count).Select(index => Everything.MemberNames[index]))
        {
            Assert.That(text.IsSet(name), Is.EqualTo(utf8.IsSet(name)), name);
        }
    }

    /// <summary>The document with only the last of members with one name.</summary>
    private static string Last(string json)
    {
        var reader = new ModelReader(Encoding.UTF8.GetBytes(json));
        var tree = reader.ReadJToken();
        return Serializer.Write(Serializer.Http, writer => writer.Write(tree));
    }

    private static Gen<string> Object(Gen<string> value) =>
        Gen.Select(s_name, value).List[0, 8]
            .Select(members => $"{{{string.Join(",", members.Select(member => $"{JsonConvert.ToString(member.Item1)}:{member.Item2}"))}}}");

    private static Gen<T> Choose<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(index => values[index]);

    private static string WellFormed(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));

    private static string Escaped(string text) => $"\"{string.Concat(text.Select(character => $"\\u{(int)character:x4}"))}\"";
}
