namespace IdentitySdk.Testing.Seeding;

/// <summary>A 64-bit mix that can be undone: ids look random, and an id alone says which user it is.</summary>
internal static class Scramble
{
    private const ulong First = 0x9E3779B97F4A7C15;
    private const ulong Second = 0xBF58476D1CE4E5B9;
    private const string Alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static readonly ulong FirstInverse = Inverse(First);
    private static readonly ulong SecondInverse = Inverse(Second);

    /// <summary>Characters that <see cref="ToText"/> makes: 62^11 is just above 2^64.</summary>
    public const int TextLength = 11;

    public static ulong Mix(ulong value)
    {
        // Without the addition zero would stay zero, and the first id would look made up.
        value += First;
        value = (value ^ (value >> 32)) * First;
        value = (value ^ (value >> 32)) * Second;
        return value ^ (value >> 32);
    }

    public static ulong Unmix(ulong value)
    {
        value = (value ^ (value >> 32)) * SecondInverse;
        value = (value ^ (value >> 32)) * FirstInverse;
        return (value ^ (value >> 32)) - First;
    }

    public static string ToText(ulong value) => string.Create(TextLength, value, static (text, rest) =>
    {
        for (var i = text.Length - 1; i >= 0; i--)
        {
            text[i] = Alphabet[(int)(rest % 62)];
            rest /= 62;
        }
    });

    public static bool TryParse(ReadOnlySpan<char> text, out ulong value)
    {
        value = 0;
        UInt128 sum = 0;
        foreach (var character in text)
        {
            var digit = Alphabet.IndexOf(character);
            if (digit < 0)
            {
                return false;
            }

            sum = (sum * 62) + (uint)digit;
        }

        value = (ulong)sum;
        return text.Length == TextLength && sum <= ulong.MaxValue;
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
