using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace IdentitySdk.Tests.Json;

/// <summary>Converts documents that Newtonsoft's reader accepts although they are not JSON to JSON.</summary>
internal static partial class Lenience
{
    /// <summary>Converts a document that Newtonsoft's reader accepts to JSON.</summary>
    public static byte[] Undo(byte[] document)
    {
        var text = Encoding.UTF8.GetString(document);

        // After the document, one character behind a carriage return is ignored.
        return text is [.., '\r', _] && Rewritten(text[..^1]) is var whole && IsJson(whole) ? whole : Rewritten(text);
    }

    private static byte[] Rewritten(string text) => Encoding.UTF8.GetBytes(Piece().Replace(text, piece => piece.Value[0] switch
    {
        '"' => Unusual().Replace(piece.Value, static found => found.Value is @"\'" ? "'" : found.Length == 1 ? $"\\u{(int)found.Value[0]:x4}" : found.Value),
        ',' => "",
        '-' or (>= '0' and <= '9') => Number(piece.Value),
        _ => " ",
    }));

    private static string Number(string text) => text switch
    {
        _ when Hexadecimal().IsMatch(text) => Convert.ToInt64(text, 16).ToString(),
        _ when Octal().IsMatch(text) => Convert.ToInt64(text, 8).ToString(),
        _ => Meaningless().Replace(text, ""),
    };

    private static bool IsJson(byte[] document)
    {
        try
        {
            using var parsed = JsonDocument.Parse(document);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    /// <summary>A string, a number, a comma before a closing bracket, and white space that JSON does not have.</summary>
    [GeneratedRegex("""
        "(?:[^"\\]|\\.)*" | -?\d[-+.\w]* | ,(?=[\s\0]*[\]}]) | [\s\0-[\ \t\r\n]]
        """, RegexOptions.IgnorePatternWhitespace | RegexOptions.Singleline)]
    private static partial Regex Piece();

    [GeneratedRegex(@"\\.|[\x00-\x1f]", RegexOptions.Singleline)]
    private static partial Regex Unusual();

    [GeneratedRegex("^0[xX][0-9a-fA-F]+$")]
    private static partial Regex Hexadecimal();

    [GeneratedRegex("^0[0-7]+$")]
    private static partial Regex Octal();

    /// <summary>Zeros that a negative number begins with, and the sign of an exponent without digits.</summary>
    [GeneratedRegex(@"(?<=^-)0+(?=\d)|[eE][-+]$")]
    private static partial Regex Meaningless();
}
