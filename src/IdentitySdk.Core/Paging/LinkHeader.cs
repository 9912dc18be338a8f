namespace IdentitySdk.Core;

/// <summary>The <c>Link</c> header of RFC 8288, read leniently: what cannot be understood is passed over.</summary>
internal static class LinkHeader
{
    /// <summary>The target of the first link whose relations include <c>next</c>; null when there is none.</summary>
    /// <param name="values">The header's lines; each may hold several links.</param>
    public static string? Next(IEnumerable<string> values)
    {
        foreach (var value in values)
        {
            for (var position = 0; position < value.Length;)
            {
                var open = value.IndexOf('<', position);
                var close = open < 0 ? -1 : value.IndexOf('>', open);
                if (close < 0)
                {
                    break;
                }

                var end = EndOfLink(value, close + 1);
                if (HasNext(value.Substring(close + 1, end - close - 1)))
                {
                    return value.Substring(open + 1, close - open - 1).Trim();
                }

                position = end + 1;
            }
        }

        return null;
    }

    /// <summary>The value of a query parameter, unescaped; null when it is absent or empty.</summary>
    public static string? Parameter(Uri address, string name)
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

    /// <summary>The comma that ends a link; one inside quotes does not.</summary>
    private static int EndOfLink(string value, int from)
    {
        var isQuoted = false;
        for (var index = from; index < value.Length; index++)
        {
            switch (value[index])
            {
                case '\\' when isQuoted:
                    index++;
                    break;
                case '"':
                    isQuoted = !isQuoted;
                    break;
                case ',' when !isQuoted:
                    return index;
                default:
                    break;
            }
        }

        return value.Length;
    }

    private static bool HasNext(string parameters)
    {
        foreach (var parameter in Split(parameters))
        {
            var equals = parameter.IndexOf('=');
            if (equals > 0 && parameter.Substring(0, equals).Trim().Equals("rel", StringComparison.OrdinalIgnoreCase))
            {
                var relations = parameter.Substring(equals + 1).Trim().Trim('"');
                return relations.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries).Contains("next", StringComparer.OrdinalIgnoreCase);
            }
        }

        return false;
    }

    private static IEnumerable<string> Split(string parameters)
    {
        var start = 0;
        var isQuoted = false;
        for (var index = 0; index < parameters.Length; index++)
        {
            if (parameters[index] == '\\' && isQuoted)
            {
                index++;
            }
            else if (parameters[index] == '"')
            {
                isQuoted = !isQuoted;
            }
            else if (parameters[index] == ';' && !isQuoted)
            {
                yield return parameters.Substring(start, index - start);
                start = index + 1;
            }
        }

        yield return parameters.Substring(start);
    }
}
