namespace IdentitySdk.Testing.Seeding;

/// <summary>A reversible 64-bit hash: ids look random, and the user's index can be computed from an id.</summary>
internal static class BitMixer
{
    private const ulong First = 0x9E3779B97F4A7C15;
    private const ulong Second = 0xBF58476D1CE4E5B9;
    private static readonly ulong s_firstInverse = Inverse(First);
    private static readonly ulong s_secondInverse = Inverse(Second);

    public static ulong Mix(ulong value)
    {
        // Without the addition, zero would map to zero.
        value += First;
        value = (value ^ (value >> 32)) * First;
        value = (value ^ (value >> 32)) * Second;
        return value ^ (value >> 32);
    }

    public static ulong Unmix(ulong value)
    {
        value = (value ^ (value >> 32)) * s_secondInverse;
        value = (value ^ (value >> 32)) * s_firstInverse;
        return (value ^ (value >> 32)) - First;
    }

    private static ulong Inverse(ulong odd)
    {
        // Newton's iteration doubles the number of correct low bits each time.
        var inverse = odd;
        for (var i = 0; i < 6; i++)
        {
            inverse *= 2 - (odd * inverse);
        }

        return inverse;
    }
}
