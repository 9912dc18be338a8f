using System.Net.Http.Headers;

namespace IdentitySdk;

/// <summary>What a response said beside its body.</summary>
public sealed class ApiResponse
{
    internal ApiResponse(HttpResponseMessage response, string? requestId, RateLimit? rateLimit)
    {
        StatusCode = (int)response.StatusCode;
        Headers = Merge(response);
        RequestId = requestId;
        RateLimit = rateLimit;
    }

    /// <summary>The HTTP status.</summary>
    public int StatusCode { get; }

    /// <summary>All headers; names ignore case, values of repeated headers stay apart.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Headers { get; }

    /// <summary>The vendor's id of the request, to be named in support cases; null when none was sent.</summary>
    public string? RequestId { get; }

    /// <summary>The rate limit that the response told; null when it told none.</summary>
    public RateLimit? RateLimit { get; }

    /// <summary>The status alone: headers may name people.</summary>
    /// <returns>For example <c>200</c>.</returns>
    public override string ToString() => StatusCode.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static Dictionary<string, IReadOnlyList<string>> Merge(HttpResponseMessage response)
    {
        var merged = new Dictionary<string, IReadOnlyList<string>>(StringComparer.OrdinalIgnoreCase);
        foreach (var headers in new HttpHeaders?[] { response.Headers, response.Content?.Headers })
        {
            foreach (var header in headers ?? Enumerable.Empty<KeyValuePair<string, IEnumerable<string>>>())
            {
                merged[header.Key] = header.Value.ToArray();
            }
        }

        return merged;
    }
}
