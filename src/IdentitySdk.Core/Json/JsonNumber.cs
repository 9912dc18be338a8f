using System.Globalization;
using System.Numerics;
using Newtonsoft.Json.Linq;

namespace IdentitySdk.Core;

/// <summary>Turns the digits of a JSON number into the free-form value that keeps them.</summary>
internal static class JsonNumber
{
    /// <summary>Newtonsoft reads no longer integer, and the time to parse one grows with the square of its length.</summary>
    private const int LongestInteger = 380;

    /// <summary>An integer, a decimal, or raw JSON: the only token that keeps digits which no number type can hold.</summary>
    public static JValue ToToken(string text)
    {
        if (text.IndexOfAny(['.', 'e', 'E']) < 0)
        {
            return long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var integer) ? new JValue(integer)
                : text.Length <= LongestInteger ? new JValue(BigInteger.Parse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture))
                : new JRaw(text);
        }

        return text.Length <= 40 && decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && IsExact(number, text)
            ? new JValue(number)
            : new JRaw(text);
    }

    /// <summary>A number that JSON has a form for.</summary>
    /// <exception cref="ArgumentException">It is infinite or not a number.</exception>
    public static double Finite(double value) => double.IsNaN(value) || double.IsInfinity(value)
        ? throw new ArgumentException("JSON has no form for a number that is infinite or not a number.")
        : value;

    /// <summary>Whether a decimal has lost no digit: another base than ten would be needed to lose one and still print the same.</summary>
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
        return digits.Length <= 28 && digits.Length > 0 && decimals - int.Parse(text.Substring(exponentAt + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture) <= 28;
    }
}
