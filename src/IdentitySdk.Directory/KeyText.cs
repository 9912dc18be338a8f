using System.Globalization;
using System.Text;

namespace IdentitySdk.Directories;

/// <summary>Normalizes key values for comparison: trimmed, in Unicode normalization form C, and in lower case.</summary>
internal static class KeyText
{
    /// <summary>Whether this process can normalize text: in .NET's globalization-invariant mode, Normalize returns its input.</summary>
    private static readonly bool s_normalizes = "e\u0301".Normalize(NormalizationForm.FormC) == "\u00e9";

    /// <summary>Gets the normalized key; null if there is no value.</summary>
    /// <exception cref="NotSupportedException">The text needs normalization, and the process runs in globalization-invariant mode.</exception>
    public static string? Of(AttributeValue value) => value.As(AttributeType.Text) is { Text: { } text } ? Of(text) : null;

    public static string? Of(string text) => Of(text, s_normalizes);

    public static bool Same(AttributeValue value, string text) => Of(value) is { } key && key == Of(text);

    internal static string? Of(string text, bool normalizes)
    {
        var trimmed = text.Trim();
        if (trimmed.Length == 0)
        {
            return null;
        }

        if (!normalizes && trimmed.Any(MayChange))
        {
            throw new NotSupportedException(
                "A key contains characters that need Unicode normalization, which .NET does not support in globalization-invariant mode: "
                + "set InvariantGlobalization to false, and install ICU on Linux.");
        }

        // Upper case first, then lower case: some letters share only their upper-case form.
        return trimmed.Normalize(NormalizationForm.FormC).ToUpperInvariant().ToLowerInvariant();
    }

    /// <summary>Whether NFC may change a text that contains this character: combining marks, Hangul Jamo and letter-like symbols.</summary>
    private static bool MayChange(char character) =>
        character > 127
        && (CharUnicodeInfo.GetUnicodeCategory(character) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark
            || character is (>= '\u1100' and <= '\u11FF') or '\u2126' or '\u212A' or '\u212B');
}
