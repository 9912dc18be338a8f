#if NET8_0_OR_GREATER
using System.Buffers.Text;
using System.Globalization;
using System.Numerics;
using System.Text;
using Newtonsoft.Json.Linq;

namespace IdentitySdk.Core;

/// <summary>Turns the digits of a JSON number into the free-form value that keeps them.</summary>
internal static class JsonNumber
{
    public static JValue ToToken(ReadOnlySpan<byte> digits)
    {
        if (Utf8Parser.TryParse(digits, out long integer, out var used) && used == digits.Length)
        {
            return new JValue(integer);
        }

        var text = Encoding.ASCII.GetString(digits);
        if (digits.IndexOfAny((byte)'.', (byte)'e', (byte)'E') < 0)
        {
            return new JValue(BigInteger.Parse(text, CultureInfo.InvariantCulture));
        }

        // Raw JSON is the only token that keeps digits which neither decimal nor double can hold.
        return decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && SameDigits(number, text)
            ? new JValue(number)
            : new JRaw(text);
    }

    private static bool SameDigits(decimal number, string text) => text.Length <= 30 && (text.Contains('e') || text.Contains('E') || number.ToString(CultureInfo.InvariantCulture) == text);
}
#endif
