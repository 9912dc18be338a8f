using System.Buffers.Binary;

namespace IdentitySdk.Core;

/// <content>The canonical form, which vendors nearly always send and the SDK writes: parsed eight characters at a time.</content>
internal static partial class JsonDate
{
    /// <summary>The form of <see cref="Format"/>, with zeros for the digits.</summary>
    private static ReadOnlySpan<byte> CanonicalForm => "0000-00-00T00:00:00.000Z"u8;

    /// <summary>
    /// Added to a character's difference from <see cref="CanonicalForm"/>, so that a wrong one needs more than four bits: from 10 for a digit, else from 1.
    /// </summary>
    private static ReadOnlySpan<byte> Excess => [6, 6, 6, 6, 15, 6, 6, 15, 6, 6, 15, 6, 6, 15, 6, 6, 15, 6, 6, 15, 6, 6, 6, 15];

    /// <summary>Parses the canonical form, given as three times eight characters.</summary>
    private static bool TryParseCanonical(ulong start, ulong middle, ulong end, out DateTimeOffset instant)
    {
        instant = default;
        if (!TryTakeDigits(ref start, 0) || !TryTakeDigits(ref middle, 8) || !TryTakeDigits(ref end, 16))
        {
            return false;
        }

        var (year, month, day) = ((Pair(start, 0) * 100) + Pair(start, 2), Pair(start, 5), Pair(middle, 0));
        var (hour, minute, second) = (Pair(middle, 3), Pair(middle, 6), Pair(end, 1));
        if (year == 0 || month is 0 or > 12 || day == 0 || day > DateTime.DaysInMonth(year, month) || hour > 23 || minute > 59 || second > 59)
        {
            return false;
        }

        instant = new DateTimeOffset(year, month, day, hour, minute, second, (Pair(end, 4) * 10) + Digit(end, 6), TimeSpan.Zero);
        return true;
    }

    private static ulong ReadEight(ReadOnlySpan<byte> text, int start) => BinaryPrimitives.ReadUInt64LittleEndian(text[start..]);

    /// <summary>Turns eight characters of the canonical form into the values of their digits, and zeros for the separators.</summary>
    /// <returns>Whether there are digits and separators where the form has them.</returns>
    private static bool TryTakeDigits(ref ulong text, int start)
    {
        text ^= ReadEight(CanonicalForm, start);
        return ((text | (text + ReadEight(Excess, start))) & 0xF0F0F0F0F0F0F0F0) == 0;
    }

    private static int Pair(ulong digits, int index) => (Digit(digits, index) * 10) + Digit(digits, index + 1);

    private static int Digit(ulong digits, int index) => (int)(digits >> (index * 8)) & 0xF;
}
