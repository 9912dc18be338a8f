using System.Globalization;
using System.Text;

namespace IdentitySdk.Directories;

/// <summary>How values of keys are compared: without case, in Unicode's form NFC, without white space around them.</summary>
internal static class KeyText
{
    /// <summary>Whether this process can normalize text: in .NET's globalization-invariant mode text comes back as it was.</summary>
    private static readonly bool s_normalizes = "e\u0301".Normalize(NormalizationForm.FormC) == "\u00e9";

    /// <summary>The form of a key that is compared; null for no value.</summary>
    /// <exception cref="NotSupportedException">The text has to be normalized, and the process runs in globalization-invariant mode.</exception>
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
                "A key has characters that must be normalized to be compared, which .NET cannot do in globalization-invariant mode: "
                + "set InvariantGlobalization to false, and install ICU on Linux.");
        }

        // Upper case once more after the composition, and down: both sides of every pair of letters meet there.
        return trimmed.Normalize(NormalizationForm.FormC).ToUpperInvariant().ToLowerInvariant();
    }

    /// <summary>Whether NFC may change a text that contains this character: combining marks, Hangul parts, and signs that stand for letters.</summary>
    private static bool MayChange(char character) =>
        character > 127
        && (CharUnicodeInfo.GetUnicodeCategory(character) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark
            || character is (>= '\u1100' and <= '\u11FF') or '\u2126' or '\u212A' or '\u212B');
}
