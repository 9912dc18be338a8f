using IdentitySdk.Core;
using System.Net.Http.Headers;

namespace IdentitySdk;

/// <summary>A response without its body: status, headers, request id and rate limit.</summary>
public sealed class ApiResponse
{
    private readonly HttpHeaders? _responseHeaders;
    private readonly HttpHeaders? _contentHeaders;
    private Dictionary<string, IReadOnlyList<string>>? _headers;

    /// <summary>Creates a response for a test.</summary>
    /// <param name="statusCode">The HTTP status, from 100 to 999.</param>
    /// <param name="headers">The headers; a name that occurs more than once has several values. Null for none.</param>
    /// <param name="requestId">The vendor's request id.</param>
    /// <param name="rateLimit">The rate limit that the response reports.</param>
    /// <exception cref="ArgumentOutOfRangeException">The status is out of range.</exception>
    public ApiResponse(
        int statusCode, IEnumerable<KeyValuePair<string, string>>? headers = null, string? requestId = null, RateLimit? rateLimit = null)
    {
        OptionRange.Check(statusCode is >= 100 and <= 999, nameof(statusCode), "from 100 to 999", statusCode);
        (StatusCode, RequestId, RateLimit) = (statusCode, requestId, rateLimit);
        _headers = new Dictionary<string, IReadOnlyList<string>>(StringComparer.OrdinalIgnoreCase);
        foreach (var header in headers ?? [])
        {
            _headers[header.Key] = _headers.TryGetValue(header.Key, out var values) ? [.. values, header.Value] : [header.Value];
        }
    }

    internal ApiResponse(HttpResponseMessage response, string? requestId, RateLimit? rateLimit)
    {
        StatusCode = (int)response.StatusCode;
        RequestId = requestId;
        RateLimit = rateLimit;
        (_responseHeaders, _contentHeaders) = (response.Headers, response.Content?.Headers);
    }

    /// <summary>The HTTP status.</summary>
    public int StatusCode { get; private set; }

    /// <summary>All headers; names ignore case, and a repeated header has several values. They may contain personal data: serializers omit them.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    [Newtonsoft.Json.JsonIgnore]
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Headers
    {
        get
        {
            if (_responseHeaders is null)
            {
                return _headers!;
            }

            // Merged on first use, since few callers read them. Reading HttpHeaders parses them, which two threads must not do at the same time.
            lock (_responseHeaders)
            {
                return _headers ??= Merge(_responseHeaders, _contentHeaders);
            }
        }
    }

    /// <summary>The vendor's request id, for support cases; null without one.</summary>
    public string? RequestId { get; }

    /// <summary>The rate limit that the response reported; null without one.</summary>
    public RateLimit? RateLimit { get; }

    internal ApiResponse With(int statusCode)
    {
        OptionRange.Check(statusCode is >= 100 and <= 999, nameof(statusCode), "from 100 to 999", statusCode);
        var copy = (ApiResponse)MemberwiseClone();
        copy.StatusCode = statusCode;
        return copy;
    }

    /// <summary>Returns the status only: headers may contain personal data.</summary>
    /// <returns>For example <c>200</c>.</returns>
    public override string ToString() => StatusCode.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static Dictionary<string, IReadOnlyList<string>> Merge(params HttpHeaders?[] sources)
    {
        var merged = new Dictionary<string, IReadOnlyList<string>>(StringComparer.OrdinalIgnoreCase);
        foreach (var header in sources.SelectMany(source => source ?? Enumerable.Empty<KeyValuePair<string, IEnumerable<string>>>()))
        {
            merged[header.Key] = [.. header.Value];
        }

        return merged;
    }
}
