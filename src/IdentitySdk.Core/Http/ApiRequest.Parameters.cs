using System.Collections;
using System.Globalization;
using System.Runtime.CompilerServices;

namespace IdentitySdk.Core;

/// <content>The parameters: in the path, in the query and in headers.</content>
internal sealed partial class ApiRequest
{
    private List<KeyValuePair<string, string>>? _query;
    private List<KeyValuePair<string, string>>? _headers;

    // Null until a parameter has been filled in.
    private string? _expandedPath;

    // Names of the operation's own parameters that are not sent, and prefixes of names, which end with a dot.
    private List<string>? _declared;

    /// <summary>The path with its parameters filled in.</summary>
    public string ExpandedPath => _expandedPath ?? Template;

    /// <summary>The query parameters, unescaped.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Parameters => (IReadOnlyList<KeyValuePair<string, string>>?)_query ?? [];

    /// <summary>The headers; null when there are none.</summary>
    public IReadOnlyList<KeyValuePair<string, string>>? Headers => _headers;

    /// <summary>Fills a path parameter as exactly one escaped segment.</summary>
    /// <param name="name">The parameter's name in the template.</param>
    /// <param name="value">The id.</param>
    /// <param name="argument">The C# argument, for exceptions.</param>
    /// <exception cref="ArgumentException">The id is null, empty, <c>.</c>, <c>..</c>, or contains a control character or half a surrogate pair.</exception>
    public ApiRequest Path(string name, string value, [CallerArgumentExpression(nameof(value))] string? argument = null)
    {
        Expand(name, PathSegment.Escape(value, argument));
        return this;
    }

    /// <summary>Fills a path parameter with a number.</summary>
    public ApiRequest Path(string name, long value)
    {
        Expand(name, value.ToString(CultureInfo.InvariantCulture));
        return this;
    }

    /// <summary>Adds a query parameter; null omits it, an empty string does not.</summary>
    /// <param name="name">The parameter's name.</param>
    /// <param name="value">A string, number, boolean, date-time, open enum, or null.</param>
    public ApiRequest Query(string name, object? value)
    {
        if (value is not null)
        {
            AddQuery(name, Format(value));
        }
        else
        {
            (_declared ??= []).Add(name);
        }

        return this;
    }

    /// <summary>Adds a required query parameter.</summary>
    /// <param name="name">The parameter's name.</param>
    /// <param name="value">The value.</param>
    /// <param name="argument">The C# argument, for exceptions.</param>
    /// <exception cref="ArgumentException">The value is null or empty.</exception>
    public ApiRequest RequiredQuery(string name, object? value, [CallerArgumentExpression(nameof(value))] string? argument = null) =>
        value is null or "" ? throw new ArgumentException("A value is required.", argument) : Query(name, value);

    /// <summary>Adds a query parameter with several values; null omits it.</summary>
    /// <param name="name">The parameter's name.</param>
    /// <param name="values">The values.</param>
    /// <param name="explode">True for one parameter per value, false for one parameter with values joined by commas.</param>
    public ApiRequest QueryList(string name, IEnumerable? values, bool explode)
    {
        var texts = values?.Cast<object?>().Where(value => value is not null).Select(value => Format(value!));
        if (explode)
        {
            foreach (var text in texts ?? [])
            {
                AddQuery(name, text);
            }
        }
        else if (texts is not null)
        {
            AddQuery(name, string.Join(",", texts));
        }

        (_declared ??= []).Add(name);
        return this;
    }

    /// <summary>Adds one query parameter per entry, named with a fixed prefix and the entry's key.</summary>
    /// <param name="prefix">The prefix of each name.</param>
    /// <param name="values">The entries; null for none.</param>
    /// <param name="argument">The C# argument, for exceptions.</param>
    /// <exception cref="ArgumentException">A key is empty.</exception>
    public ApiRequest QueryMap(
        string prefix, IEnumerable<KeyValuePair<string, string>>? values, [CallerArgumentExpression(nameof(values))] string? argument = null)
    {
        (_declared ??= []).Add(prefix);
        foreach (var pair in values ?? [])
        {
            AddQuery(string.IsNullOrEmpty(pair.Key) ? throw new ArgumentException("A key must not be empty.", argument) : prefix + pair.Key, pair.Value);
        }

        return this;
    }

    /// <summary>Copies the request with additional query parameters of the caller.</summary>
    /// <param name="extra">The parameters.</param>
    /// <param name="paging">The names of the parameters that paging sends; null for none.</param>
    /// <returns>The copy; this request when there is nothing to add.</returns>
    /// <exception cref="ArgumentException">The operation or its paging has a parameter of the same name.</exception>
    public ApiRequest WithExtra(IEnumerable<KeyValuePair<string, string>> extra, params string?[] paging)
    {
        List<KeyValuePair<string, string>> all = [.. Parameters];
        foreach (var pair in extra)
        {
            all.Add(IsOwn(pair.Key) || paging.Contains(pair.Key, StringComparer.OrdinalIgnoreCase)
                ? throw new ArgumentException($"The operation has a parameter of its own for '{pair.Key}'.", "Query")
                : pair);
        }

        return all.Count == Parameters.Count ? this : Copy(all);
    }

    /// <summary>Adds a header; null omits it.</summary>
    public ApiRequest Header(string name, object? value)
    {
        if (value is not null)
        {
            (_headers ??= []).Add(new(name, Format(value)));
        }

        return this;
    }

    /// <summary>Replaces a parameter by its value, whose braces are escaped: no later parameter can match in it.</summary>
    private void Expand(string name, string segment)
    {
        var (text, start) = _expandedPath is null ? (Operation, Method.Length + 1) : (_expandedPath, 0);
        for (var brace = text.IndexOf('{', start); brace >= 0; brace = text.IndexOf('{', brace + 1))
        {
            var end = brace + name.Length + 1;
            if (end < text.Length && text[end] == '}' && text.AsSpan(brace + 1, name.Length).SequenceEqual(name.AsSpan()))
            {
                text = string.Concat(text.AsSpan(start, brace - start), segment.AsSpan(), text.AsSpan(end + 1));
                (brace, start) = (brace - start + segment.Length - 1, 0);
                _expandedPath = text;
            }
        }
    }

    private bool IsOwn(string name) =>
        Parameters.Any(pair => pair.Key.Equals(name, StringComparison.OrdinalIgnoreCase))
        || (_declared ?? []).Any(own => own.EndsWith(".", StringComparison.Ordinal)
            ? name.StartsWith(own, StringComparison.OrdinalIgnoreCase)
            : own.Equals(name, StringComparison.OrdinalIgnoreCase));

    private void AddQuery(string name, string value) => (_query ??= []).Add(JsonEscapes.IsWellFormed(name) && JsonEscapes.IsWellFormed(value)
        ? new(name, value)
        : throw new ArgumentException($"The query parameter '{name}' contains half of a surrogate pair.", name));

    private static string Format(object value) => value switch
    {
        string text => text,
        bool boolean => boolean ? "true" : "false",
        DateTimeOffset instant => JsonDate.Format(instant),
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };
}
