namespace IdentitySdk.Core;

/// <summary>Reads <c>Link</c> headers (RFC 8288). A malformed header is an error, because ignoring it could end a list early.</summary>
internal static class LinkHeader
{
    /// <summary>Finds the target of the first link whose relations include <c>next</c>; null without one.</summary>
    /// <param name="values">The header's values; each may contain several links.</param>
    /// <exception cref="JsonFormatException">A value is not a list of links.</exception>
    public static string? FindNext(IEnumerable<string> values)
    {
        string? next = null;
        foreach (var value in values)
        {
            for (var position = Skip(value, 0, ", \t"); position < value.Length; position = Skip(value, position, ", \t"))
            {
                var target = ReadTarget(value, ref position);
                if (ReadIsNext(value, ref position))
                {
                    next ??= target;
                }
            }
        }

        return next;
    }

    /// <summary>Reads a query parameter, unescaped; null when it is missing or empty.</summary>
    public static string? ReadParameter(Uri address, string name)
    {
        foreach (var pair in address.Query.TrimStart('?').Split('&'))
        {
            var equals = pair.IndexOf('=');
            if (equals > 0 && equals + 1 < pair.Length && Unescape(pair.Substring(0, equals)) == name)
            {
                return Unescape(pair.Substring(equals + 1));
            }
        }

        return null;
    }

    private static string Unescape(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));

    private static string ReadTarget(string value, ref int position)
    {
        var close = value[position] == '<' ? value.IndexOf('>', position) : -1;
        var target = close < 0 ? throw Malformed() : value.Substring(position + 1, close - position - 1).Trim();
        position = close + 1;
        return target.IndexOf('<') < 0 ? target : throw Malformed();
    }

    /// <summary>Reads a link's parameters up to the next comma, and whether its relations include <c>next</c>.</summary>
    private static bool ReadIsNext(string value, ref int position)
    {
        bool? isNext = null;
        while (true)
        {
            position = Skip(value, position, " \t");
            if (IsEndOfLink(value, position))
            {
                return isNext ?? throw Malformed("has a link without a relation");
            }

            position = value[position] == ';' ? Skip(value, position + 1, "; \t") : throw Malformed();
            if (IsEndOfLink(value, position))
            {
                continue;
            }

            var isRelation = IsRelation(ReadName(value, ref position));
            var text = ReadValue(value, ref position);
            if (isRelation)
            {
                isNext = Merge(isNext, IncludesNext(text));
            }
        }
    }

    private static bool IsEndOfLink(string value, int position) => position == value.Length || value[position] == ',';

    /// <summary>Includes <c>rel*</c>, which the standard does not define: its encoded value is rejected later rather than ignored.</summary>
    private static bool IsRelation(string name) => name.TrimEnd('*').Equals("rel", StringComparison.OrdinalIgnoreCase);

    /// <summary>Only the first <c>rel</c> of a link counts (RFC 8288), but ignoring a <c>next</c> in a second one would end the list early.</summary>
    private static bool Merge(bool? first, bool isNext) =>
        first is false && isNext ? throw Malformed("has a link with two relations that contradict each other") : first ?? isNext;

    private static bool IncludesNext(string? relations)
    {
        var types = relations?.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries) ?? [];
        return types.Length > 0 && types.All(IsRelationType)
            ? types.Contains("next", StringComparer.OrdinalIgnoreCase)
            : throw Malformed("has an invalid relation");
    }

    /// <summary>A name of letters, digits, dots and hyphens, or a URI. Anything else, such as text in other quotes, could contain a <c>next</c>.</summary>
    private static bool IsRelationType(string type) =>
        IsLetter(type[0])
        && (type.All(static character => IsLetter(character) || character is (>= '0' and <= '9') or '.' or '-')
            || (type.IndexOf(':') > 0 && Uri.IsWellFormedUriString(type, UriKind.Absolute)));

    private static bool IsLetter(char character) => character is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z');

    /// <summary>Reads a parameter's name, a token of RFC 9110.</summary>
    private static string ReadName(string value, ref int position)
    {
        var start = position;
        while (position < value.Length && IsTokenCharacter(value[position]))
        {
            position++;
        }

        return position > start ? value.Substring(start, position - start) : throw Malformed();
    }

    private static bool IsTokenCharacter(char character) =>
        IsLetter(character) || character is >= '0' and <= '9' || "!#$%&'*+-.^_`|~".IndexOf(character) >= 0;

    /// <summary>Reads a parameter's value; null without one.</summary>
    private static string? ReadValue(string value, ref int position)
    {
        position = Skip(value, position, " \t");
        if (position == value.Length || value[position] != '=')
        {
            return null;
        }

        position = Skip(value, position + 1, " \t");
        return position < value.Length && value[position] == '"' ? ReadQuoted(value, ref position) : ReadUnquoted(value, ref position);
    }

    private static string ReadUnquoted(string value, ref int position)
    {
        var text = ReadUntil(value, ref position, ";,").Trim();
        return text.IndexOf('"') < 0 ? text : throw Malformed();
    }

    private static string ReadQuoted(string value, ref int position)
    {
        var start = position + 1;
        for (position = start; position < value.Length; position++)
        {
            if (value[position] == '\\')
            {
                position++;
            }
            else if (value[position] == '"')
            {
                return value.Substring(start, position++ - start);
            }
        }

        throw Malformed();
    }

    private static string ReadUntil(string value, ref int position, string delimiters)
    {
        var start = position;
        while (position < value.Length && delimiters.IndexOf(value[position]) < 0)
        {
            position++;
        }

        return value.Substring(start, position - start);
    }

    private static int Skip(string value, int position, string characters)
    {
        while (position < value.Length && characters.IndexOf(value[position]) >= 0)
        {
            position++;
        }

        return position;
    }

    private static JsonFormatException Malformed(string reason = "is not a list of links") =>
        new($"The Link header {reason} (RFC 8288), so the next page is unknown.", "Link", 0);
}
