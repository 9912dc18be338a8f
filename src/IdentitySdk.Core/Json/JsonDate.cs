using System.Globalization;

namespace IdentitySdk.Core;

/// <summary>RFC 3339 date-times and calendar dates, the same for both engines.</summary>
internal static class JsonDate
{
    /// <summary>Whether an ISO 8601 date-time names its zone; one without would be read in the zone of this machine.</summary>
    public static bool HasZone(ReadOnlySpan<byte> utf8) =>
        utf8.Length > 19 && (utf8[^1] == (byte)'Z' || (utf8[^3] == (byte)':' && utf8[^6] is (byte)'+' or (byte)'-'));

    /// <summary>Parses a date-time; one without a zone is UTC.</summary>
    public static bool TryParse(string text, out DateTimeOffset instant)
    {
        // The general parser takes far more than RFC 3339 (names of months, two-digit years); such a value is kept as the string it is.
        instant = default;
        return text.Length >= 10 && text[4] == '-' && text[7] == '-'
            && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out instant);
    }

    /// <summary>Parses <c>yyyy-MM-dd</c> as midnight UTC.</summary>
    public static bool TryParseDate(string text, out DateTimeOffset date) =>
        DateTimeOffset.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out date);

    /// <summary>An instant as UTC with a <c>Z</c>: milliseconds, as vendors send them, and more digits only when the value has them.</summary>
    public static string Format(DateTimeOffset instant)
    {
        var utc = instant.UtcDateTime;
        return utc.ToString(utc.Ticks % TimeSpan.TicksPerMillisecond == 0 ? "yyyy-MM-ddTHH:mm:ss.fffZ" : "yyyy-MM-ddTHH:mm:ss.FFFFFFFZ", CultureInfo.InvariantCulture);
    }

    public static string FormatDate(DateTimeOffset date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
