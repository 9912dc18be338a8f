using System.Text;

namespace IdentitySdk.Generation;

/// <summary>
/// The markers of the templates, <c>«verb arguments»</c>, for text that C# creates. The arguments may contain markers, which are replaced first.
/// </summary>
internal static class MarkerText
{
    public const char Opening = '«';
    public const char Closing = '»';

    /// <summary>Replaces all markers.</summary>
    /// <param name="text">The text.</param>
    /// <param name="print">Returns the text of a marker for its verb and its arguments, which follow the first space.</param>
    /// <exception cref="GenerationException">A marker has no end, or cannot be printed; the message contains its line.</exception>
    public static string Expand(string text, Func<string, string, string> print)
    {
        var open = new Stack<StringBuilder>();
        var current = new StringBuilder(text.Length);
        var line = 1;
        foreach (var character in text)
        {
            line += character == '\n' ? 1 : 0;
            switch (character)
            {
                case Opening:
                    open.Push(current);
                    current = new StringBuilder();
                    break;
                case Closing when open.Count == 0:
                    throw new GenerationException($"line {line}: '{Closing}' does not close a marker.");
                case Closing:
                    var marker = current.ToString();
                    current = open.Pop().Append(Print(marker, line, print));
                    break;
                default:
                    current.Append(character);
                    break;
            }
        }

        return open.Count == 0
            ? current.ToString()
            : throw new GenerationException($"line {line}: the marker '{Opening}{current.ToString().Split('\n')[0]}' is not closed.");
    }

    private static string Print(string marker, int line, Func<string, string, string> print)
    {
        var space = marker.AsSpan().IndexOfAny(' ', '\n');
        try
        {
            return space < 0 ? print(marker, "") : print(marker[..space], marker[(space + 1)..]);
        }
        catch (GenerationException exception)
        {
            throw new GenerationException($"line {line}: {Opening}{marker.Split('\n')[0]}{Closing}: {exception.Message}");
        }
    }
}
