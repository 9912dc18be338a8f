namespace IdentitySdk.Testing.Seeding;

/// <summary>Encodes 64-bit numbers as text of fixed length in digits and letters.</summary>
internal static class Base62
{
    /// <summary>Characters per number: 62^11 is just above 2^64.</summary>
    public const int Length = 11;

    private const string Alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    public static string Encode(ulong value) => string.Create(Length, value, static (text, rest) =>
    {
        for (var i = text.Length - 1; i >= 0; i--)
        {
            text[i] = Alphabet[(int)(rest % 62)];
            rest /= 62;
        }
    });

    public static bool TryDecode(ReadOnlySpan<char> text, out ulong value)
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
        return text.Length == Length && sum <= ulong.MaxValue;
    }
}
