using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.WebUtilities;

namespace IdentitySdk.Testing.Hosting;

/// <summary>A request, its route, and the fault and rate limit that apply to it.</summary>
internal sealed class RequestContext(EmulatorRequest request, string origin, Route? route, IReadOnlyDictionary<string, string> pathValues)
{
    private readonly Dictionary<string, Microsoft.Extensions.Primitives.StringValues> _query = QueryHelpers.ParseQuery(request.Query);

    public EmulatorRequest Request { get; } = request;

    /// <summary>Scheme, host and port of the request.</summary>
    public string Origin { get; } = origin;

    public Route? Route { get; } = route;

    public Fault? Fault { get; set; }

    public RateLimitState? RateLimit { get; set; }

    /// <summary>Whether the request states the body's length, which is required even for an empty body.</summary>
    public bool HasBodyLength { get; init; }

    public IEnumerable<string> QueryNames => _query.Keys;

    public string PathValue(string name) => pathValues[name];

    /// <summary>Null when missing; empty when present without a value.</summary>
    public string? Query(string name) => _query.TryGetValue(name, out var values) ? values[0] ?? "" : null;

    public IReadOnlyList<string> QueryAll(string name) => _query.TryGetValue(name, out var values) ? [.. values.Select(value => value ?? "")] : [];

    /// <summary>False when the parameter is present but not an integer.</summary>
    public bool TryQuery(string name, out int? value)
    {
        value = null;
        if (Query(name) is not { } text)
        {
            return true;
        }

        var valid = int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number);
        value = number;
        return valid;
    }

    /// <summary>Null when the body is not a JSON object.</summary>
    public JsonObject? ReadJson()
    {
        try
        {
            return JsonNode.Parse(Request.Body) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public IReadOnlyDictionary<string, string> ReadForm() =>
        FormReader(Request.Body).ToDictionary(field => field.Key, field => field.Value.ToString(), StringComparer.Ordinal);

    private static Dictionary<string, Microsoft.Extensions.Primitives.StringValues> FormReader(string body)
    {
        using var reader = new FormReader(body);
        return reader.ReadForm();
    }
}
