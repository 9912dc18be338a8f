using IdentitySdk.Core;

namespace IdentitySdk;

/// <summary>Per-call options; what is not set is taken from the client's options.</summary>
public sealed class RequestOptions
{
    /// <summary>Headers to send with this call; <c>Authorization</c> and headers that frame the message are not allowed.</summary>
    public IDictionary<string, string> Headers { get; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// Additional query parameters, for those that the vendor accepts and the operation has no property for. They count as filters of a list: a
    /// continuation token is only valid with the same ones.
    /// </summary>
    /// <remarks>A parameter that the operation or its paging already has, in any case, is an <see cref="ArgumentException"/>.</remarks>
    public QueryParameters Query { get; } = [];

    /// <summary>Retry settings of this call; null (the default) takes <see cref="IdentityClientOptions.Retry"/>.</summary>
    public RetryOptions? Retry { get; set; }

    /// <summary>Time-out of one attempt of this call, headers and body; null (the default) takes <see cref="IdentityClientOptions.AttemptTimeout"/>.</summary>
    public TimeSpan? AttemptTimeout { get; set; }

    /// <summary>
    /// Called with the successful response of this call before its body is read into the result; for a list, with the response of each page,
    /// prefetched pages included.
    /// </summary>
    public Action<ApiResponse>? OnResponse { get; set; }

    /// <summary>
    /// Receives the response of this call, even if it failed: <c>var capture = new ResponseCapture();</c>, and after the call
    /// <c>capture.Response?.RequestId</c>. Null (the default) captures nothing. Give each of several concurrent calls its own.
    /// </summary>
    public ResponseCapture? Capture { get; set; }

    internal RequestOptions Copy()
    {
        var copy = new RequestOptions { Retry = Retry?.Copy(), AttemptTimeout = AttemptTimeout, OnResponse = OnResponse, Capture = Capture };
        copy.Query.AddRange(Query);
        foreach (var header in Headers)
        {
            copy.Headers.Add(header);
        }

        return copy;
    }

    internal void Validate()
    {
        Retry?.Validate();
        OptionRange.CheckTimeout(AttemptTimeout ?? Timeout.InfiniteTimeSpan, nameof(AttemptTimeout));
    }
}
