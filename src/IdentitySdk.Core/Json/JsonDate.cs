using System.Globalization;
using System.Text;
using System.Text.Json;

namespace IdentitySdk.Core;

/// <summary>RFC 3339 date-times and calendar dates.</summary>
internal static partial class JsonDate
{
    /// <summary>The length of the longest text that <see cref="Format"/> returns.</summary>
    public const int MaxFormattedLength = 28;

    private const int MaxLength = 64;

    /// <summary>Parses a date-time: RFC 3339, and ISO 8601 without seconds, with a space for the T, or with <c>+0200</c>. Without a zone it is UTC.</summary>
    /// <param name="text">ASCII.</param>
    /// <param name="instant">The instant with its offset; digits beyond 100 ns are dropped.</param>
    /// <param name="isCanonical">Whether <see cref="Format"/> returns the same text.</param>
    public static bool TryParse(ReadOnlySpan<byte> text, out DateTimeOffset instant, out bool isCanonical)
    {
        instant = default;
        isCanonical = text.Length == CanonicalForm.Length && TryParseCanonical(ReadEight(text, 0), ReadEight(text, 8), ReadEight(text, 16), out instant);
        if (isCanonical)
        {
            return true;
        }

        return TryParseOther(text, out instant, out isCanonical);
    }

    /// <inheritdoc cref="TryParse(ReadOnlySpan{byte}, out DateTimeOffset, out bool)"/>
    public static bool TryParse(string text, out DateTimeOffset instant, out bool isCanonical)
    {
        Span<byte> ascii = stackalloc byte[MaxLength];
        var length = text.Length <= MaxLength ? Encoding.ASCII.GetBytes(text, ascii) : 0;
        return TryParse(ascii[..length], out instant, out isCanonical);
    }

    /// <summary>Parses <c>yyyy-MM-dd</c> as midnight UTC.</summary>
    public static bool TryParseDate(string text, out DateTimeOffset date) =>
        DateTimeOffset.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out date);

    /// <summary>Formats an instant as UTC with a <c>Z</c>: with milliseconds, as vendors send them, and with more digits when the value has them.</summary>
    public static string Format(DateTimeOffset instant) => Encoding.ASCII.GetString(FormatUtf8(instant, stackalloc byte[MaxFormattedLength]));

    /// <summary>The same as <see cref="Format"/>, into a buffer of at least <see cref="MaxFormattedLength"/> bytes, part of which is returned.</summary>
    public static ReadOnlySpan<byte> FormatUtf8(DateTimeOffset instant, Span<byte> buffer)
    {
#if NET8_0_OR_GREATER
        _ = instant.UtcDateTime.TryFormat(buffer, out var end, "O", CultureInfo.InvariantCulture);
#else
        var end = Encoding.ASCII.GetBytes(instant.UtcDateTime.ToString("O", CultureInfo.InvariantCulture), buffer);
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

    /// <summary>Parses with the reader of System.Text.Json.</summary>
    private static bool TryParseOther(ReadOnlySpan<byte> text, out DateTimeOffset instant, out bool isCanonical)
    {
        (instant, isCanonical) = (default, false);
        var hasEmptyFraction = text.Length > 20 && text[19] == '.' && !char.IsDigit((char)text[20]);
        if (text.Length is < 10 or > MaxLength || hasEmptyFraction)
        {
            return false;
        }

        Span<byte> json = stackalloc byte[MaxLength + 3];
        var reader = new Utf8JsonReader(ToJson(text, json));
        reader.Read();
        if (!reader.TryGetDateTime(out var time) || (time.Kind != DateTimeKind.Unspecified && !reader.TryGetDateTimeOffset(out instant)))
        {
            return false;
        }

        if (time.Kind == DateTimeKind.Unspecified)
        {
            instant = new DateTimeOffset(time, TimeSpan.Zero); // As a DateTimeOffset it would be in the zone of the machine.
        }

        isCanonical = text.Length > CanonicalForm.Length && FormatUtf8(instant, json).SequenceEqual(text);
        return true;
    }

    /// <summary>
    /// Rewrites what the reader rejects: a lower-case letter, a space for the T, no colon in the offset, and more than 16 digits of a fraction, of which 7 count.
    /// </summary>
    private static ReadOnlySpan<byte> ToJson(ReadOnlySpan<byte> text, Span<byte> json)
    {
        var length = 0;
        json[length++] = (byte)'"';
        var isFraction = text.Length > 20 && text[19] == '.';
        for (var index = 0; index < text.Length; index++)
        {
            isFraction &= index < 20 || text[index] is >= (byte)'0' and <= (byte)'9';
            if (isFraction && index > 26)
            {
                continue;
            }

            if (index == text.Length - 2 && text[index - 3] is (byte)'+' or (byte)'-')
            {
                json[length++] = (byte)':';
            }

            json[length++] = text[index] switch
            {
                (byte)' ' or (byte)'t' when index == 10 => (byte)'T',
                (byte)'z' => (byte)'Z',
                < (byte)' ' or (byte)'"' or (byte)'\\' => (byte)'?',
                var character => character,
            };
        }

        json[length++] = (byte)'"';
        return json[..length];
    }
}
