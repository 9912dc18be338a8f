using System.Globalization;
using System.Numerics;
using Newtonsoft.Json.Linq;

namespace IdentitySdk.Core;

/// <summary>Converts JSON numbers to and from free-form JSON without losing digits.</summary>
internal static class JsonNumber
{
    /// <summary>Newtonsoft.Json rejects longer integers, and the time to parse one grows with the square of its length.</summary>
    private const int MaxIntegerDigits = 380;

    /// <summary>Creates an integer or a decimal, or raw JSON for digits that no number type can hold.</summary>
    public static JValue ToToken(string text)
    {
        if (text.IndexOfAny(['.', 'e', 'E']) < 0)
        {
            return long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var integer) ? new JValue(integer)
                : text.Length <= MaxIntegerDigits ? new JValue(BigInteger.Parse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture))
                : new JRaw(text);
        }

        return text.Length <= 40 && decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && IsExact(number, text)
            ? new JValue(number)
            : new JRaw(text);
    }

    /// <summary>Returns a number that JSON can hold.</summary>
    /// <exception cref="ArgumentException">It is infinite or not a number.</exception>
    public static double RequireFinite(double value) => double.IsNaN(value) || double.IsInfinity(value)
        ? throw new ArgumentException("JSON cannot hold a number that is infinite or not a number.")
        : value;

    /// <summary>Whether a decimal holds every digit of its text.</summary>
    private static bool IsExact(decimal number, string text)
    {
        var exponentAt = text.IndexOfAny(['e', 'E']);
        if (exponentAt < 0)
        {
            return number.ToString(CultureInfo.InvariantCulture) == text;
        }

        var mantissa = text.Substring(0, exponentAt);
        var point = mantissa.IndexOf('.');
        var digits = mantissa.Replace(".", "").TrimStart('-').TrimStart('0').TrimEnd('0');
        var decimals = point < 0 ? 0 : mantissa.TrimEnd('0').Length - point - 1;
        var exponent = int.Parse(text.Substring(exponentAt + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        return digits.Length is > 0 and <= 28 && decimals - exponent <= 28;
    }
}
