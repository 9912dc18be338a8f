using System.Globalization;
using System.Text;
using Spectre.Console;

namespace IdentitySdk.Cli.Output;

/// <summary>Makes text from vendors and users safe for a terminal.</summary>
internal static class Cell
{
    private const char Replacement = '\uFFFD';

    /// <summary>Replaces line breaks and control characters, which could move the cursor or hide text.</summary>
    public static string Plain(string text)
    {
        if (!text.Any(IsUnfit))
        {
            return text;
        }

        return string.Create(text.Length, text, static (span, source) =>
        {
            for (var index = 0; index < span.Length; index++)
            {
                span[index] = source[index] is '\n' or '\r' or '\t' ? ' ' : IsUnfit(source[index]) ? Replacement : source[index];
            }
        });
    }

    /// <summary>Fits text to a number of terminal columns: padded, or cut with an ellipsis.</summary>
    public static string Fit(string text, int width)
    {
        var plain = Plain(text);
        var columns = plain.GetCellWidth();
        return columns <= width ? plain + new string(' ', width - columns) : Cut(plain, width);
    }

    private static string Cut(string text, int width)
    {
        var cut = new StringBuilder();
        var columns = 0;
        var elements = StringInfo.GetTextElementEnumerator(text);
        while (elements.MoveNext())
        {
            var element = elements.GetTextElement();
            var next = columns + element.GetCellWidth();
            if (next > width - 1)
            {
                break;
            }

            cut.Append(element);
            columns = next;
        }

        return cut.Append('…').Append(' ', width - 1 - columns).ToString();
    }

    /// <summary>Control characters, line separators and bidirectional marks.</summary>
    private static bool IsUnfit(char character) =>
        char.IsControl(character) || character is '\u2028' or '\u2029' or (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069');
}
