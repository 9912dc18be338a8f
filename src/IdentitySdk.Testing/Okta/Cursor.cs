using IdentitySdk.Testing.Seeding;

namespace IdentitySdk.Testing.Okta;

/// <summary>An opaque <c>after</c> value: the first slot of the page, and a number that distinguishes cursors of the same page.</summary>
internal readonly record struct Cursor(int Slot, int Variant)
{
    private const ulong Salt = 0x0C0FFEE;

    public static bool TryParse(string? text, out Cursor cursor)
    {
        cursor = default;
        if (string.IsNullOrEmpty(text))
        {
            return true;
        }

        if (text[0] != '1' || !Base62.TryDecode(text.AsSpan(1), out var value))
        {
            return false;
        }

        var packed = BitMixer.Unmix(value) ^ Salt;
        cursor = new((int)(packed & int.MaxValue), (int)(packed >> 32));
        return cursor.ToString() == text && cursor.Variant < 1_000_000;
    }

    public override string ToString() => $"1{Base62.Encode(BitMixer.Mix((((ulong)Variant << 32) | (uint)Slot) ^ Salt))}";
}
