using System.Globalization;

namespace IdentitySdk.Core;

/// <summary>RFC 3339 date-times and calendar dates.</summary>
internal static partial class JsonDate
{
    /// <summary>The length of the longest text that <see cref="Format"/> makes.</summary>
    public const int MaxFormattedLength = 28;

    private const int MaxLength = 64;

    /// <summary>Parses a date-time: RFC 3339, and ISO 8601 without seconds, with a space for the T, or with <c>+0200</c>. Without a zone it is UTC.</summary>
    /// <param name="text">ASCII.</param>
    /// <param name="instant">The instant with its offset; digits beyond 100 ns are dropped.</param>
    /// <param name="isCanonical">Whether <see cref="Format"/> would write the same text.</param>
    public static bool TryParse(ReadOnlySpan<byte> text, out DateTimeOffset instant, out bool isCanonical)
    {
        instant = default;
        isCanonical = text.Length == CanonicalForm.Length && TryParseCanonical(ReadEight(text, 0), ReadEight(text, 8), ReadEight(text, 16), out instant);
        return isCanonical || TryParseOther(text, out instant, out isCanonical);
    }

    /// <inheritdoc cref="TryParse(ReadOnlySpan{byte}, out DateTimeOffset, out bool)"/>
    public static bool TryParse(string text, out DateTimeOffset instant, out bool isCanonical)
    {
        Span<byte> ascii = stackalloc byte[MaxLength];
        return TryParse(Ascii(text, ascii), out instant, out isCanonical);
    }

    private static bool TryParseOther(ReadOnlySpan<byte> text, out DateTimeOffset instant, out bool isCanonical)
    {
        (instant, isCanonical) = (default, false);
        if (!TryParseDay(text, out var ticks))
        {
            return false;
        }

        if (text.Length == 10)
        {
            instant = new DateTimeOffset(ticks, TimeSpan.Zero);
            return true;
        }

        if (!TryParseTime(text, out var time, out var end, out var fraction))
        {
            return false;
        }

        ticks += time;
        if (!TryParseZone(text[end..], out var offset) || ticks - offset.Ticks is < 0 or > 3155378975999999999)
        {
            return false;
        }

        instant = new DateTimeOffset(ticks, offset);
        isCanonical = text[10] == 'T' && text[^1] == 'Z' && (fraction == 3 || (fraction is > 3 and <= 7 && text[end - 1] != '0'));
        return true;
    }

    /// <summary>Parses the time of day after a date: seconds and their fraction may be missing.</summary>
    private static bool TryParseTime(ReadOnlySpan<byte> text, out long ticks, out int end, out int fraction)
    {
        (ticks, end, fraction) = (0, 16, 0);
        if (text.Length < 16 || text[10] is not ((byte)'T' or (byte)'t' or (byte)' ') || text[13] != ':'
            || Digits(text, 11, 2) is not (>= 0 and < 24 and var hour) || Digits(text, 14, 2) is not (>= 0 and < 60 and var minute))
        {
            return false;
        }

        ticks = (hour * TimeSpan.TicksPerHour) + (minute * TimeSpan.TicksPerMinute);
        return text.Length == 16 || text[16] != ':' || TryParseSeconds(text, ref ticks, ref end, ref fraction);
    }

    private static bool TryParseSeconds(ReadOnlySpan<byte> text, ref long ticks, ref int end, ref int fraction)
    {
        if (Digits(text, 17, 2) is not (>= 0 and < 60 and var second))
        {
            return false;
        }

        ticks += second * TimeSpan.TicksPerSecond;
        end = 19;
        if (text.Length == 19 || text[19] != '.')
        {
            return true;
        }

        for (end = 20; end < text.Length && text[end] is >= (byte)'0' and <= (byte)'9'; end++, fraction++)
        {
            ticks += fraction < 7 ? (text[end] - '0') * s_fractions[fraction] : 0;
        }

        return fraction > 0;
    }

    /// <summary>Parses <c>yyyy-MM-dd</c> as midnight UTC.</summary>
    public static bool TryParseDate(string text, out DateTimeOffset date)
    {
        Span<byte> ascii = stackalloc byte[MaxLength];
        var isDate = TryParseDay(Ascii(text, ascii), out var ticks) && text.Length == 10;
        date = isDate ? new DateTimeOffset(ticks, TimeSpan.Zero) : default;
        return isDate;
    }

    /// <summary>Formats an instant as UTC with a <c>Z</c>: with milliseconds, as vendors send them, and with more digits when the value has them.</summary>
    public static string Format(DateTimeOffset instant) => System.Text.Encoding.ASCII.GetString(FormatUtf8(instant, stackalloc byte[MaxFormattedLength]));

    /// <summary>The same as <see cref="Format"/>, into a buffer of at least <see cref="MaxFormattedLength"/> bytes, part of which is returned.</summary>
    public static ReadOnlySpan<byte> FormatUtf8(DateTimeOffset instant, Span<byte> buffer)
    {
#if NET8_0_OR_GREATER
        _ = instant.UtcDateTime.TryFormat(buffer, out var end, "O", CultureInfo.InvariantCulture);
#else
        var end = System.Text.Encoding.ASCII.GetBytes(instant.UtcDateTime.ToString("O", CultureInfo.InvariantCulture), buffer);
#endif
        end--;
        while (end > 23 && buffer[end - 1] == '0')
        {
            end--;
        }

        buffer[end] = (byte)'Z';
        return buffer[..(end + 1)];
    }

    public static string FormatDate(DateTimeOffset date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static readonly int[] s_fractions = [1_000_000, 100_000, 10_000, 1_000, 100, 10, 1];

    private static ReadOnlySpan<byte> Ascii(string text, Span<byte> buffer)
    {
        if (text.Length > buffer.Length)
        {
            return default;
        }

        System.Text.Encoding.ASCII.GetBytes(text, buffer);
        return buffer[..text.Length];
    }

    private static bool TryParseDay(ReadOnlySpan<byte> text, out long ticks)
    {
        ticks = 0;
        if (text.Length is < 10 or > MaxLength || text[4] != '-' || text[7] != '-' || Digits(text, 0, 4) is not (> 0 and var year)
            || Digits(text, 5, 2) is not (>= 1 and <= 12 and var month) || Digits(text, 8, 2) is not (>= 1 and var day)
            || day > DateTime.DaysInMonth(year, month))
        {
            return false;
        }

        ticks = new DateTime(year, month, day).Ticks;
        return true;
    }

    private static bool TryParseZone(ReadOnlySpan<byte> zone, out TimeSpan offset)
    {
        offset = default;
        if (zone.IsEmpty || (zone.Length == 1 && zone[0] is (byte)'Z' or (byte)'z'))
        {
            return true;
        }

        if (zone.Length is not (3 or 5 or 6) || zone[0] is not ((byte)'+' or (byte)'-') || (zone.Length == 6 && zone[3] != ':'))
        {
            return false;
        }

        var hours = Digits(zone, 1, 2);
        var minutes = zone.Length == 3 ? 0 : Digits(zone, zone.Length - 2, 2);
        offset = TimeSpan.FromMinutes(((hours * 60) + minutes) * (zone[0] == '-' ? -1 : 1));
        return hours >= 0 && minutes is >= 0 and < 60 && (hours * 60) + minutes <= 14 * 60;
    }

    private static int Digits(ReadOnlySpan<byte> text, int start, int count)
    {
        if (text.Length < start + count)
        {
            return -1;
        }

        var number = 0;
        foreach (var digit in text.Slice(start, count))
        {
            if (digit is < (byte)'0' or > (byte)'9')
            {
                return -1;
            }

            number = (number * 10) + digit - '0';
        }

        return number;
    }
}
