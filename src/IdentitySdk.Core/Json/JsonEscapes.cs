using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.RegularExpressions;

namespace IdentitySdk.Core;

/// <summary>Escapes of JSON strings, and unpaired surrogates: JSON can hold them (<c>"\ud800"</c>), UTF-8 cannot.</summary>
internal static class JsonEscapes
{
    /// <summary>Whether every surrogate of a .NET string is part of a pair.</summary>
    public static bool IsWellFormed(string value)
    {
        var index = value.AsSpan().IndexOfAnyInRange('\ud800', '\udfff');
        if (index < 0)
        {
            return true;
        }

        for (; index < value.Length; index++)
        {
            if (char.IsSurrogate(value[index]) && (index + 1 == value.Length || !char.IsSurrogatePair(value[index], value[++index])))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether every surrogate in the escapes of JSON is part of a pair.</summary>
    public static bool IsWellFormedEscaped(ReadOnlySpan<byte> escaped) =>
        (escaped.IndexOf("\\ud"u8) < 0 && escaped.IndexOf("\\uD"u8) < 0) || IsWellFormed(Unescape(escaped));

    /// <summary>Whether a string needs no escape in JSON, and holds no surrogate.</summary>
    public static bool IsPlain(string value)
    {
        foreach (var character in value)
        {
            if (character is < ' ' or '"' or '\\' || char.IsSurrogate(character))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Writes a string as JSON, with an escape for all but ASCII letters and digits.</summary>
    public static string Escape(string value)
    {
        var json = new StringBuilder("\"", value.Length * 2);
        foreach (var character in value)
        {
            _ = character is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9')
                ? json.Append(character)
                : json.Append("\\u").Append(((int)character).ToString("x4", CultureInfo.InvariantCulture));
        }

        return json.Append('"').ToString();
    }

    /// <summary>Decodes a valid JSON string, including unpaired surrogates: the JSON reader throws for them.</summary>
    /// <remarks>Every escape of JSON is an escape of regular expressions, with the same meaning.</remarks>
    [MethodImpl(MethodImplOptions.NoInlining)] // Inlined, it would load the assembly of regular expressions for documents without such escapes.
    public static string Unescape(ReadOnlySpan<byte> escaped) => Regex.Unescape(Encoding.UTF8.GetString(escaped));
}
