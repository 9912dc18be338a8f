using System.Globalization;
using System.Text;
using IdentitySdk.Core;

namespace IdentitySdk.Tests.Json;

internal sealed class JsonDateTests
{
    [TestCase("2013-06-24T16:39:18.344Z", "2013-06-24T16:39:18.344Z", true)]
    [TestCase("2013-06-24T16:39:18.000Z", "2013-06-24T16:39:18.000Z", true)]
    [TestCase("2013-06-24T16:39:18.0001Z", "2013-06-24T16:39:18.0001Z", true)]
    [TestCase("2013-06-24T16:39:18.1234567Z", "2013-06-24T16:39:18.1234567Z", true)]
    [TestCase("2013-06-24T16:39:18.3000Z", "2013-06-24T16:39:18.300Z", false)]
    [TestCase("2013-06-24T16:39:18.3Z", "2013-06-24T16:39:18.300Z", false)]
    [TestCase("2013-06-24T16:39:18.12345678999Z", "2013-06-24T16:39:18.1234567Z", false)]
    [TestCase("2013-06-24T16:39:18.12345678901234567890Z", "2013-06-24T16:39:18.1234567Z", false)]
    [TestCase("2013-06-24T16:39:18.12345678901234567890+02:00", "2013-06-24T14:39:18.1234567Z", false)]
    [TestCase("0001-01-01T00:00:00", "0001-01-01T00:00:00.000Z", false)]
    [TestCase("9999-12-31T23:59:59", "9999-12-31T23:59:59.000Z", false)]
    [TestCase("2013-03-31T02:30:00", "2013-03-31T02:30:00.000Z", false)]
    [TestCase("2013-06-24T16:39:18Z", "2013-06-24T16:39:18.000Z", false)]
    [TestCase("2013-06-24t16:39:18z", "2013-06-24T16:39:18.000Z", false)]
    [TestCase("2013-06-24T16:39:18", "2013-06-24T16:39:18.000Z", false)]
    [TestCase("2013-06-24 16:39", "2013-06-24T16:39:00.000Z", false)]
    [TestCase("2013-06-24", "2013-06-24T00:00:00.000Z", false)]
    [TestCase("2013-06-24T16:39:18+02:00", "2013-06-24T14:39:18.000Z", false)]
    [TestCase("2013-06-24T16:39:18.5-0730", "2013-06-25T00:09:18.500Z", false)]
    [TestCase("2013-06-24T16:39:18-14", "2013-06-25T06:39:18.000Z", false)]
    [TestCase("0001-01-01T00:00:00.000Z", "0001-01-01T00:00:00.000Z", true)]
    [TestCase("9999-12-31T23:59:59.9999999Z", "9999-12-31T23:59:59.9999999Z", true)]
    [TestCase("2024-02-29T00:00:00.000Z", "2024-02-29T00:00:00.000Z", true)]
    public void TryParse_then_Format_gives_the_canonical_form(string text, string formatted, bool isCanonical)
    {
        Assert.That(JsonDate.TryParse(text, out var instant, out var own));
        Assert.That((JsonDate.Format(instant), own), Is.EqualTo((formatted, isCanonical)));
    }

    [TestCase("")]
    [TestCase("2013")]
    [TestCase("24.06.2013 16:39")]
    [TestCase("2013-06-24T")]
    [TestCase("2013-06-24T16")]
    [TestCase("2013-06-24T16:39:18.Z")]
    [TestCase("2013-06-24T16:39:1Z")]
    [TestCase("2013-06-24T24:00:00Z")]
    [TestCase("2013-06-24T23:60:00Z")]
    [TestCase("2013-06-24T23:59:60Z")]
    [TestCase("2013-13-24T16:39:18Z")]
    [TestCase("2013-00-24T16:39:18Z")]
    [TestCase("2013-02-29T16:39:18Z")]
    [TestCase("0000-01-01T00:00:00Z")]
    [TestCase("0001-01-01T00:00:00+01:00")]
    [TestCase("9999-12-31T23:59:59-01:00")]
    [TestCase("2013-06-24T16:39:18+15:00")]
    [TestCase("2013-06-24T16:39:18+02:")]
    [TestCase("2013-06-24T16:39:18 Z")]
    [TestCase("２013-06-24T16:39:18Z")]
    [TestCase(" 2013-06-24T16:39:18Z")]
    [TestCase("2013-06-24T16:39:18Zx")]
    public void TryParse_of_another_text_returns_false(string text) => Assert.That(JsonDate.TryParse(text, out _, out _), Is.False);

    [TestCase("2013-06-24T16:39:18.344Z")]
    [TestCase("0999-12-31T23:59:59.999Z")]
    [TestCase("2024-02-29T00:00:00.000Z")]
    public void TryParse_with_one_character_changed_equals_the_framework(string text)
    {
        Assert.Multiple(() =>
        {
            for (var position = 0; position < text.Length; position++)
            {
                foreach (var character in Enumerable.Range(0, 256).Select(code => (char)code).Append('\u0130').Append('\u3030').Append('\uFF11'))
                {
                    Check(text[..position] + character + text[(position + 1)..]);
                }
            }
        });

        static void Check(string changed)
        {
            var zone = changed[23] switch { 'Z' => "'Z'", 'z' => "'z'", _ => "''" };
            var (length, separator) = (changed[23] is >= '0' and <= '9' ? 24 : 23, changed[10] is 'T' or 't' or ' ' ? changed[10] : 'T');
            var format = $"yyyy'-'MM'-'dd'{separator}'HH':'mm':'ss'.'{new string('f', length - 20)}{(length == 24 ? "" : zone)}";
            var expected = DateTimeOffset.TryParseExact(changed, format, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant);
            var isCanonical = changed[10] == 'T' && changed[23] == 'Z';
            Assert.That((JsonDate.TryParse(changed, out var read, out var own), read, own), Is.EqualTo((expected, instant, expected && isCanonical)), changed);
            Assert.That((JsonDate.TryParse(Encoding.UTF8.GetBytes(changed), out read, out own), read, own), Is.EqualTo((expected, instant, expected && isCanonical)), changed);
        }
    }
}
