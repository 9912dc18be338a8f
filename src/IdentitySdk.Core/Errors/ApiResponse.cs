using System.Net.Http.Headers;

namespace IdentitySdk;

/// <summary>What a response said beside its body.</summary>
public sealed class ApiResponse
{
    private readonly HttpHeaders?[] _sources;
    private Dictionary<string, IReadOnlyList<string>>? _headers;

    internal ApiResponse(HttpResponseMessage response, string? requestId, RateLimit? rateLimit)
    {
        StatusCode = (int)response.StatusCode;
        RequestId = requestId;
        RateLimit = rateLimit;
        _sources = [response.Headers, response.Content?.Headers];
    }

    /// <summary>The HTTP status.</summary>
    public int StatusCode { get; }

    /// <summary>All headers; names ignore case, values of repeated headers stay apart. They may name people: serializers leave them out.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    [Newtonsoft.Json.JsonIgnore]
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Headers
    {
        get
        {
            // Few callers look. Reading HttpHeaders parses them, which two threads must not do at once.
            lock (_sources)
            {
                return _headers ??= Merge(_sources);
            }
        }
    }

    /// <summary>The vendor's id of the request, to be named in support cases; null when none was sent.</summary>
    public string? RequestId { get; }

    /// <summary>The rate limit that the response told; null when it told none.</summary>
    public RateLimit? RateLimit { get; }

    /// <summary>The status alone: headers may name people.</summary>
    /// <returns>For example <c>200</c>.</returns>
    public override string ToString() => StatusCode.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static Dictionary<string, IReadOnlyList<string>> Merge(HttpHeaders?[] sources)
    {
        var merged = new Dictionary<string, IReadOnlyList<string>>(StringComparer.OrdinalIgnoreCase);
        foreach (var header in sources.SelectMany(source => source ?? Enumerable.Empty<KeyValuePair<string, IEnumerable<string>>>()))
        {
            merged[header.Key] = [.. header.Value];
        }

        return merged;
    }
}
