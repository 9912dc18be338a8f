using System.Buffers.Binary;

namespace IdentitySdk.Core;

/// <content>The one form that vendors send nearly always, and that the SDK writes: eight characters at a time.</content>
internal static partial class JsonDate
{
    /// <summary>The form of <see cref="Format"/>, with zeros for the digits.</summary>
    private static ReadOnlySpan<byte> OwnForm => "0000-00-00T00:00:00.000Z"u8;

    /// <summary>What takes a wrong character's difference to <see cref="OwnForm"/> beyond four bits: from 10 on where a digit belongs, from 1 on elsewhere.</summary>
    private static ReadOnlySpan<byte> Excess => [6, 6, 6, 6, 15, 6, 6, 15, 6, 6, 15, 6, 6, 15, 6, 6, 15, 6, 6, 15, 6, 6, 6, 15];

    /// <summary>What vendors send nearly always, in three times eight characters.</summary>
    private static bool TryParseOwnForm(ulong start, ulong middle, ulong end, out DateTimeOffset instant)
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

    private static ulong Eight(ReadOnlySpan<byte> text, int start) => BinaryPrimitives.ReadUInt64LittleEndian(text[start..]);

    /// <summary>Takes eight characters of the own form: digits as their values, everything else as zeros.</summary>
    /// <returns>Whether digits stand where the form has digits, and its own characters everywhere else.</returns>
    private static bool TryTakeDigits(ref ulong text, int start)
    {
        text ^= Eight(OwnForm, start);
        return ((text | (text + Eight(Excess, start))) & 0xF0F0F0F0F0F0F0F0) == 0;
    }

    private static int Pair(ulong digits, int index) => (Digit(digits, index) * 10) + Digit(digits, index + 1);

    private static int Digit(ulong digits, int index) => (int)(digits >> (index * 8)) & 0xF;
}
