namespace IdentitySdk.Core;

/// <summary>Reads <c>Link</c> headers (RFC 8288). A malformed one is an error: it may hold the link without which the list would end too early.</summary>
internal static class LinkHeader
{
    /// <summary>Finds the target of the first link whose relations include <c>next</c>; null without one.</summary>
    /// <param name="values">The header's values; each may hold several links.</param>
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

    /// <summary>Reads a link's parameters up to the next comma: whether the first <c>rel</c>, the only one that counts, includes <c>next</c>.</summary>
    private static bool ReadIsNext(string value, ref int position)
    {
        bool? isNext = null;
        while (true)
        {
            position = Skip(value, position, " \t");
            if (position == value.Length || value[position] == ',')
            {
                return isNext ?? false;
            }

            position = value[position] == ';' ? Skip(value, position + 1, "; \t") : throw Malformed();
            var name = ReadUntil(value, ref position, "=;,").TrimEnd();
            var isRelation = name.Equals("rel", StringComparison.OrdinalIgnoreCase);
            if (position == value.Length || value[position] != '=')
            {
                continue;
            }

            position = Skip(value, position + 1, " \t");
            var text = position < value.Length && value[position] == '"' ? ReadQuoted(value, ref position) : ReadUnquoted(value, ref position);
            isNext ??= isRelation ? IncludesNext(text) : null;
        }
    }

    private static bool IncludesNext(string relations)
    {
        // A relation consists of letters, digits, dots and hyphens, or is a URI; other quotes or escapes would hide a "next".
        return relations.IndexOfAny(['\'', '&', '<', '>', '"', '\\']) >= 0
            ? throw Malformed()
            : relations.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries).Contains("next", StringComparer.OrdinalIgnoreCase);
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

    private static JsonFormatException Malformed() => new("The Link header is not a list of links (RFC 8288), so the next page is unknown.", "Link", 0);
}
