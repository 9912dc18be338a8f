using System.Globalization;

namespace IdentitySdk.Core;

/// <summary>The JSON of values that Newtonsoft's readers and trees hold.</summary>
internal static class NewtonsoftValue
{
    /// <summary>A tree that the host's own settings made may hold dates and bytes where its JSON had strings.</summary>
    public static string Text(object? value) => value switch
    {
        DateTime { Kind: DateTimeKind.Unspecified } time => JsonDate.Format(new DateTimeOffset(time, TimeSpan.Zero)),
        DateTime time => JsonDate.Format(time),
        DateTimeOffset instant => JsonDate.Format(instant),
        byte[] bytes => Convert.ToBase64String(bytes),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    };

    /// <summary>A number's digits; what is no integer to Newtonsoft stays none.</summary>
    /// <exception cref="Newtonsoft.Json.JsonSerializationException">The number is infinite or not a number.</exception>
    public static string Number(object? value)
    {
        var digits = value is double or float ? ((IFormattable)value).ToString("R", CultureInfo.InvariantCulture) : Convert.ToString(value, CultureInfo.InvariantCulture)!;
        if (value is not (double or float or decimal))
        {
            return digits;
        }

        if (digits[^1] is not (>= '0' and <= '9'))
        {
            throw new Newtonsoft.Json.JsonSerializationException("JSON has no form for a number that is infinite or not a number.");
        }

        return digits.IndexOfAny(['.', 'E']) < 0 ? digits + ".0" : digits;
    }
}
