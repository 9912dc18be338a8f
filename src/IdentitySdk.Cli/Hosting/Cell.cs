using System.Globalization;
using System.Text;
using Spectre.Console;

namespace IdentitySdk.Cli.Hosting;

/// <summary>Makes text from vendors and users safe for a terminal.</summary>
internal static class Cell
{
    private const char Replacement = '\uFFFD';

    /// <summary>Replaces line breaks and control characters, which could move the cursor, run a terminal's commands or hide text.</summary>
    public static string Plain(string text) => text.Any(IsUnsafe) ? string.Concat(text.Select(Replace)) : text;

    /// <summary>As <see cref="Plain"/>, but leaves the line breaks of a message.</summary>
    public static string PlainLines(string text) => string.Join('\n', text.Split('\n').Select(static line => Plain(line.TrimEnd('\r'))));

    /// <summary>The number of terminal columns that a text takes.</summary>
    public static int Width(string text) => Plain(text).GetCellWidth();

    /// <summary>Pads text to a number of terminal columns, or cuts it with an ellipsis where that is allowed.</summary>
    public static string Fit(string text, int width, bool cuts = true)
    {
        var plain = Plain(text);
        var columns = plain.GetCellWidth();
        return columns <= width ? plain + new string(' ', width - columns) : cuts ? Cut(plain, width) : plain;
    }

    /// <summary>Whether a character is a control character (C0, C1), a line separator or changes the direction of text.</summary>
    public static bool IsUnsafe(char character) => char.IsControl(character)
        || character is '\u061C' or '\u200E' or '\u200F' or '\u2028' or '\u2029' or '\uFEFF'
            or (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u206F') or (>= '\uFFF9' and <= '\uFFFB');

    private static char Replace(char character) => character is '\n' or '\r' or '\t' ? ' ' : IsUnsafe(character) ? Replacement : character;

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
}
