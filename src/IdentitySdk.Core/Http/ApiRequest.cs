using System.Collections;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using Newtonsoft.Json.Linq;

namespace IdentitySdk.Core;

/// <summary>One operation before it is sent: what generated operations build. Bad arguments fail here, before any I/O.</summary>
internal sealed class ApiRequest
{
    private List<KeyValuePair<string, string>>? _query;
    private List<KeyValuePair<string, string>>? _headers;

    /// <summary>Begins a request.</summary>
    /// <param name="method">The verb, in upper case.</param>
    /// <param name="template">The path template from the specification, beginning with a slash.</param>
    public ApiRequest(string method, string template)
    {
        Method = method;
        Template = template;
        IsRepeatable = method is not ("POST" or "PATCH");
        Operation = $"{method} {template}";
        ExpandedPath = template;
    }

    /// <summary>The verb.</summary>
    public string Method { get; }

    /// <summary>The path template.</summary>
    public string Template { get; }

    /// <summary>The operation as it appears in errors and telemetry: verb and path template, never values.</summary>
    public string Operation { get; }

    /// <summary>Whether the request may be sent again when the server may have acted; the verb says so unless the specification does.</summary>
    public bool IsRepeatable { get; private set; }

    /// <summary>Finishes each attempt of a token request, in place of the client's credential; null for all other requests.</summary>
    public Action<HttpRequestMessage>? Prepare { get; private set; }

    /// <summary>Whether the request carries the client's credential; only token requests do not.</summary>
    public bool IsAuthenticated => Prepare is null;

    /// <summary>Where the request goes when it does not go to the client's base address: a token endpoint of the vendor's choice.</summary>
    public Uri? Address { get; private set; }

    /// <summary>Makes the body, anew for each message; null when there is none.</summary>
    public Func<RequestBody>? CreateContent { get; private set; }

    public IReadOnlyList<KeyValuePair<string, string>> Parameters => _query ?? [];

    public IReadOnlyList<KeyValuePair<string, string>> Headers => _headers ?? [];

    /// <summary>The path with its ids in place.</summary>
    public string ExpandedPath { get; private set; }

    /// <summary>Fills a path parameter as exactly one escaped segment.</summary>
    /// <param name="name">The parameter's name in the template.</param>
    /// <param name="value">The id.</param>
    /// <param name="argument">The C# argument, for exceptions.</param>
    /// <returns>This request.</returns>
    /// <exception cref="ArgumentException">The id is null, empty, <c>.</c>, <c>..</c>, or holds a control character or half a surrogate pair.</exception>
    public ApiRequest Path(string name, string value, [CallerArgumentExpression(nameof(value))] string? argument = null)
    {
        Expand(name, PathSegment.Escape(value, argument));
        return this;
    }

    /// <summary>Fills a path parameter with a number.</summary>
    /// <param name="name">The parameter's name in the template.</param>
    /// <param name="value">The id.</param>
    /// <returns>This request.</returns>
    public ApiRequest Path(string name, long value)
    {
        Expand(name, value.ToString(CultureInfo.InvariantCulture));
        return this;
    }

    /// <summary>Adds a query parameter; null leaves it out, an empty string does not.</summary>
    /// <param name="name">The parameter's name.</param>
    /// <param name="value">A string, number, boolean, date-time, open enum, or null.</param>
    /// <returns>This request.</returns>
    public ApiRequest Query(string name, object? value)
    {
        if (value is not null)
        {
            (_query ??= []).Add(new(name, Text(value)));
        }

        return this;
    }

    /// <summary>Adds a query parameter that the operation cannot do without.</summary>
    /// <param name="name">The parameter's name.</param>
    /// <param name="value">The value.</param>
    /// <param name="argument">The C# argument, for exceptions.</param>
    /// <returns>This request.</returns>
    /// <exception cref="ArgumentException">The value is null or empty.</exception>
    public ApiRequest RequiredQuery(string name, object? value, [CallerArgumentExpression(nameof(value))] string? argument = null) =>
        value is null or "" ? throw new ArgumentException("A value is required.", argument) : Query(name, value);

    /// <summary>Adds a query parameter with several values; null leaves it out.</summary>
    /// <param name="name">The parameter's name.</param>
    /// <param name="values">The values.</param>
    /// <param name="explode">True for one parameter a value, false for one parameter with values joined by commas.</param>
    /// <returns>This request.</returns>
    public ApiRequest QueryList(string name, IEnumerable? values, bool explode)
    {
        var texts = values?.Cast<object?>().Where(value => value is not null).Select(value => Text(value!));
        if (explode)
        {
            foreach (var text in texts ?? [])
            {
                (_query ??= []).Add(new(name, text));
            }
        }
        else if (texts is not null)
        {
            (_query ??= []).Add(new(name, string.Join(",", texts)));
        }

        return this;
    }

    /// <summary>Adds one query parameter for each entry, its name made of a fixed prefix and the entry's key.</summary>
    /// <param name="prefix">What stands in front of each key.</param>
    /// <param name="values">The entries; null adds none.</param>
    /// <param name="argument">The C# argument, for exceptions.</param>
    /// <returns>This request.</returns>
    /// <exception cref="ArgumentException">A key is empty.</exception>
    public ApiRequest QueryMap(string prefix, IEnumerable<KeyValuePair<string, string>>? values, [CallerArgumentExpression(nameof(values))] string? argument = null)
    {
        foreach (var pair in values ?? [])
        {
            (_query ??= []).Add(string.IsNullOrEmpty(pair.Key) ? throw new ArgumentException("A key must not be empty.", argument) : new(prefix + pair.Key, pair.Value));
        }

        return this;
    }

    /// <summary>Adds a header; null leaves it out.</summary>
    /// <param name="name">The header's name.</param>
    /// <param name="value">The value.</param>
    /// <returns>This request.</returns>
    public ApiRequest Header(string name, object? value)
    {
        if (value is not null)
        {
            (_headers ??= []).Add(new(name, Text(value)));
        }

        return this;
    }

    /// <summary>Sends a model as the JSON body.</summary>
    /// <param name="body">The model.</param>
    /// <param name="rules">Which of the specification's rules hold for it.</param>
    /// <param name="argument">The C# argument, for exceptions.</param>
    /// <returns>This request.</returns>
    /// <exception cref="ArgumentException">There is none, or it breaks a rule that the vendor documents.</exception>
    internal ApiRequest Body(ApiObject body, BodyRules rules = BodyRules.Whole, [CallerArgumentExpression(nameof(body))] string? argument = null)
    {
        (body ?? throw new ArgumentNullException(argument)).Validate(argument, rules);
        CreateContent = () => JsonBody.Create(output => output.Write(body));
        return this;
    }

    /// <summary>Sends a model as a form.</summary>
    /// <param name="body">The model; its properties are single values or lists of such.</param>
    /// <param name="rules">Which of the specification's rules hold for it.</param>
    /// <param name="argument">The C# argument, for exceptions.</param>
    /// <returns>This request.</returns>
    /// <exception cref="ArgumentException">There is none, it breaks a rule that the vendor documents, or it holds what a form cannot carry.</exception>
    internal ApiRequest Form(ApiObject body, BodyRules rules = BodyRules.Whole, [CallerArgumentExpression(nameof(body))] string? argument = null)
    {
        (body ?? throw new ArgumentNullException(argument)).Validate(argument, rules);
        var fields = FormBody.Fields(body, argument);
        CreateContent = () => RequestBody.Form(fields);
        return this;
    }

    /// <summary>Sends free-form JSON.</summary>
    public ApiRequest Json(JToken body)
    {
        CreateContent = () => JsonBody.Create(output => output.Write(body));
        return this;
    }

    /// <summary>Makes this a token request: it brings headers of its own in place of the client's credential.</summary>
    /// <param name="prepare">Finishes the message before each attempt: what is signed for once must not be sent twice.</param>
    /// <param name="address">Where the request goes when not to the client's base address.</param>
    public ApiRequest ForToken(Action<HttpRequestMessage> prepare, Uri? address = null)
    {
        (Prepare, Address) = (prepare, address);
        return this;
    }

    /// <summary>Says that the specification knows better than the verb whether the request may be sent again.</summary>
    /// <param name="isRepeatable">False when sending it again does harm or turns success into an error.</param>
    /// <returns>This request.</returns>
    public ApiRequest Repeatable(bool isRepeatable)
    {
        IsRepeatable = isRepeatable;
        return this;
    }

    /// <summary>The same request but for one query parameter.</summary>
    /// <param name="name">The parameter's name.</param>
    /// <param name="value">Its value.</param>
    public ApiRequest With(string name, string value)
    {
        var copy = (ApiRequest)MemberwiseClone();
        copy._query = [.. Parameters.Where(pair => pair.Key != name), new(name, value)];
        return copy;
    }

    /// <summary>Path and query as they are sent, behind the base address.</summary>
    public string Target()
    {
        if (_query is null)
        {
            return ExpandedPath;
        }

        var target = new StringBuilder(ExpandedPath);
        var separator = '?';
        foreach (var pair in _query)
        {
            target.Append(separator).Append(Uri.EscapeDataString(pair.Key)).Append('=').Append(Uri.EscapeDataString(pair.Value));
            separator = '&';
        }

        return target.ToString();
    }

    /// <summary>Puts an id in its place; what braces it may hold are escaped, so that no later id can land in it.</summary>
    private void Expand(string name, string segment) => ExpandedPath = ExpandedPath.Replace("{" + name + "}", segment);

    private static string Text(object value) => value switch
    {
        string text => text,
        bool boolean => boolean ? "true" : "false",
        DateTimeOffset instant => JsonDate.Format(instant),
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };
}
