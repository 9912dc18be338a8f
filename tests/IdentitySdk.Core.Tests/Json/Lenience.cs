using System.Text;
using System.Text.RegularExpressions;

namespace IdentitySdk.Tests.Json;

/// <summary>What Newtonsoft's reader lets pass without a sign, and what JSON has for it; the remarks of <see cref="Core.JsonInput"/> list the same.</summary>
internal static partial class Lenience
{
    /// <summary>A document that Newtonsoft's reader takes, as JSON.</summary>
    public static byte[] Undo(byte[] document) => Encoding.UTF8.GetBytes(Piece().Replace(Encoding.UTF8.GetString(document), piece => piece.Value[0] switch
    {
        _ when piece.Groups["last"].Success => "",
        '"' => Unusual().Replace(piece.Value, static found => found.Value is @"\'" ? "'" : found.Length == 1 ? $"\\u{(int)found.Value[0]:x4}" : found.Value),
        ',' => "",
        '-' or (>= '0' and <= '9') => Number(piece.Value),
        _ => " ",
    }));

    private static string Number(string text) => text switch
    {
        _ when Hexadecimal().IsMatch(text) => Convert.ToInt64(text, 16).ToString(),
        _ when Octal().IsMatch(text) => Convert.ToInt64(text, 8).ToString(),
        _ => ZerosBelowZero().Replace(text, "-"),
    };

    /// <summary>
    /// One character behind the document and a carriage return, which is not looked at; a string, a number, a comma before a closing bracket, and white
    /// space that JSON does not have.
    /// </summary>
    [GeneratedRegex("""
        (?<=[}\]][\s\0]*\r)(?<last>.)\z | "(?:[^"\\]|\\.)*" | -?\d[-+.\w]* | ,(?=[\s\0]*[\]}]) | [\s\0-[\ \t\r\n]]
        """, RegexOptions.IgnorePatternWhitespace | RegexOptions.Singleline)]
    private static partial Regex Piece();

    [GeneratedRegex(@"\\.|[\x00-\x1f]", RegexOptions.Singleline)]
    private static partial Regex Unusual();

    [GeneratedRegex("^0[xX][0-9a-fA-F]+$")]
    private static partial Regex Hexadecimal();

    [GeneratedRegex("^0[0-7]+$")]
    private static partial Regex Octal();

    [GeneratedRegex(@"^-0+(?=\d)")]
    private static partial Regex ZerosBelowZero();
}
