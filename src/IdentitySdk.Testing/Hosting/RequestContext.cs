using System.Globalization;
using System.Text.Json.Nodes;
using IdentitySdk.Testing.Json;
using IdentitySdk.Testing.Schemas;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;

namespace IdentitySdk.Testing.Hosting;

/// <summary>A request, its route, and the fault and rate limit that apply to it.</summary>
internal sealed class RequestContext(
    EmulatorRequest request,
    ReceivedRequest received,
    Route? route,
    OperationSchema? operation,
    IReadOnlyDictionary<string, string> pathValues,
    string? query = null)
{
    private readonly Dictionary<string, StringValues> _query = QueryHelpers.ParseQuery(query ?? request.Query);
    private (bool IsWellFormed, JsonNode? Value)? _json;

    public EmulatorRequest Request { get; } = request;

    public ReceivedRequest Received { get; } = received;

    /// <summary>Scheme, host and port of the request.</summary>
    public string Origin => Received.Origin;

    public Route? Route { get; } = route;

    /// <summary>The schema of the operation; null for requests that no specification describes, such as those for tokens.</summary>
    public OperationSchema? Operation { get; } = operation;

    public Fault? Fault { get; set; }

    public RateLimitState? RateLimit { get; set; }

    public IEnumerable<string> QueryNames => _query.Keys;

    /// <summary>The same request with another query.</summary>
    public RequestContext WithQuery(string other) => new(Request, Received, Route, Operation, pathValues, other) { Fault = Fault, RateLimit = RateLimit };

    public string PathValue(string name) => pathValues[name];

    /// <summary>Null when missing; empty when present without a value.</summary>
    public string? Query(string name) => _query.TryGetValue(name, out var values) ? values[0] ?? "" : null;

    public IReadOnlyList<string> QueryAll(string name) => _query.TryGetValue(name, out var values) ? [.. values.Select(value => value ?? "")] : [];

    /// <summary>The value of a boolean parameter that was validated.</summary>
    public bool Flag(string name, bool defaultValue) =>
        Query(name) is { Length: > 0 } text ? string.Equals(text, "true", StringComparison.OrdinalIgnoreCase) : defaultValue;

    /// <summary>The value of an integer parameter that was validated, at most the largest <see cref="int"/>; null when it is missing.</summary>
    public int? Integer(string name) => long.TryParse(Query(name), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
        ? (int)Math.Clamp(number, int.MinValue, int.MaxValue)
        : null;

    /// <summary>The body as JSON: its value, and whether the body is JSON.</summary>
    public (bool IsWellFormed, JsonNode? Value) Json() => _json ??= (JsonText.TryParse(Received.Content.Span, out var value), value);

    /// <summary>Null when the body is not a JSON object.</summary>
    public JsonObject? ReadJson() => Json().Value as JsonObject;

    /// <summary>The body after validation.</summary>
    public JsonObject Body => ReadJson() ?? [];

    /// <summary>The values in the query and the body that break the operation's schema.</summary>
    public IEnumerable<SchemaError> SchemaErrors(ApiSchema schema, OperationSchema operation) =>
        QueryValidator.Check(schema, operation, QueryNames, QueryAll).Concat(operation.HasBody ? BodyErrors(schema, operation) : []);

    /// <summary>The fields of a URL-encoded form; empty when the body is not a form or exceeds the limits of <see cref="FormReader"/>.</summary>
    public IReadOnlyDictionary<string, string> ReadForm()
    {
        try
        {
            using var reader = new FormReader(Request.Body);
            return reader.ReadForm().ToDictionary(field => field.Key, field => field.Value.ToString(), StringComparer.Ordinal);
        }
        catch (InvalidDataException)
        {
            return new Dictionary<string, string>();
        }
    }

    private IEnumerable<SchemaError> BodyErrors(ApiSchema schema, OperationSchema operation) => Received.Content.IsEmpty || !Json().IsWellFormed
        ? [new(Received.Content.IsEmpty ? SchemaRule.Required : SchemaRule.Malformed, "", IsQuery: false, "JSON")]
        : SchemaValidator.Check(schema, operation.Body, Json().Value, isRequest: true);
}
