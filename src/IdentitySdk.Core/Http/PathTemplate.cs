namespace IdentitySdk.Core;

/// <summary>Path templates of callers. Only the template, and no value, determines where a request is sent.</summary>
internal static class PathTemplate
{
    private const string Unescaped = "-._~!$&'()*+,;=:@/";

    /// <summary>Checks a template and fills it.</summary>
    /// <param name="method">The verb, in upper case.</param>
    /// <param name="template">The path, beginning with a slash, with <c>{name}</c> for each value.</param>
    /// <param name="values">The values, by name.</param>
    /// <returns>A request without query and body.</returns>
    /// <exception cref="ArgumentException">The template is not a path below the base address, or values and names do not match.</exception>
    public static ApiRequest Fill(string method, string template, IReadOnlyCollection<KeyValuePair<string, string>> values)
    {
        var names = ReadNames(template);
        var request = new ApiRequest(method, template);
        foreach (var value in values)
        {
            request.Path(
                names.Remove(value.Key) ? value.Key : throw new ArgumentException($"The path has no '{{{value.Key}}}'.", "Path"), value.Value, $"Path[\"{value.Key}\"]");
        }

        if (names.Count > 0)
        {
            throw new ArgumentException($"The path needs a value for '{{{names.First()}}}' in RawRequest.Path.", nameof(template));
        }

        var segments = request.ExpandedPath.Split('/');
        return segments.Any(static segment => segment is "." or "..") || segments.Skip(1).Take(segments.Length - 2).Contains("")
            ? throw new ArgumentException("The path has a segment that is empty, '.' or '..'.", nameof(template))
            : request;
    }

    /// <summary>Whether a request calls an operation. Names in the template, case and a trailing slash do not matter.</summary>
    /// <param name="request">The request.</param>
    /// <param name="operation">Verb and path template.</param>
    public static bool IsCallOf(ApiRequest request, string operation)
    {
        var expected = operation.Split('/');
        var actual = $"{request.Method} {request.ExpandedPath.TrimEnd('/')}".Split('/');
        return expected.Length == actual.Length
            && expected.Zip(actual, static (one, other) => one is ['{', ..] || one.Equals(other, StringComparison.OrdinalIgnoreCase)).All(static isEqual => isEqual);
    }

    /// <summary>Reads the names in braces, and checks the text outside of them.</summary>
    private static HashSet<string> ReadNames(string template)
    {
        if (template is not ['/', ..])
        {
            throw new ArgumentException("The path must begin with a slash: raw calls go to the client's BaseAddress only.", nameof(template));
        }

        var names = new HashSet<string>(StringComparer.Ordinal);
        for (var index = 0; index < template.Length; index++)
        {
            if (template[index] == '{')
            {
                var end = template.IndexOf('}', index);
                names.Add(end > index + 1 && template.Substring(index + 1, end - index - 1) is var name && name.All(IsNameCharacter)
                    ? name
                    : throw new ArgumentException("The path has an unmatched brace, or a name with a character other than letters, digits, '_', '.' and '-'.", nameof(template)));
                index = end;
            }
            else if (!IsLetterOrDigit(template[index]) && Unescaped.IndexOf(template[index]) < 0)
            {
                throw new ArgumentException(
                    $"The path has the character U+{(int)template[index]:X4}: query parameters belong in RawRequest.Query, and values to be escaped in RawRequest.Path.", nameof(template));
            }
        }

        return names;
    }

    private static bool IsNameCharacter(char character) => IsLetterOrDigit(character) || character is '_' or '.' or '-';

    private static bool IsLetterOrDigit(char character) => character is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9');
}
