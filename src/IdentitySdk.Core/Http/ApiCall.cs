namespace IdentitySdk.Core;

/// <summary>One call on its way through the handlers: what they know of it beside the HTTP message.</summary>
internal sealed class ApiCall(ApiRequest request, RetryOptions retry, TimeSpan attemptTimeout, long started, CancellationToken cancellationToken) : IDisposable
{
    private const string Key = "IdentitySdk.Call";

    public ApiRequest Request { get; } = request;

    public RetryOptions Retry { get; } = retry;

    public TimeSpan AttemptTimeout { get; } = attemptTimeout;

    /// <summary>The caller's token.</summary>
    public CancellationToken CancellationToken { get; } = cancellationToken;

    /// <summary>When the call began, as a time stamp of the client's clock.</summary>
    public long Started { get; } = started;

    /// <summary>How many times the call has been repeated.</summary>
    public int Retries { get; private set; }

    /// <summary>The wait before the next attempt, once one is planned.</summary>
    public TimeSpan NextDelay { get; set; }

    /// <summary>What the call has been replayed for.</summary>
    public Replay Replays { get; set; }

    /// <summary>The vendor's id of the first attempt, which later attempts name.</summary>
    public string? FirstRequestId { get; private set; }

    /// <summary>Status and headers of the latest attempt; null when none came.</summary>
    public ApiResponse? Response { get; private set; }

    /// <summary>The body of the latest attempt.</summary>
    public ResponseBody Body { get; private set; }

    /// <summary>What the latest attempt was refused with; null when it was not.</summary>
    public ApiError? Error { get; private set; }

    /// <summary>How long the vendor asked to wait; null when it did not.</summary>
    public TimeSpan? RetryAfter { get; private set; }

    public static ApiCall? Of(HttpRequestMessage message)
    {
#if NET8_0_OR_GREATER
        return message.Options.TryGetValue(new HttpRequestOptionsKey<ApiCall>(Key), out var call) ? call : null;
#else
        return message.Properties.TryGetValue(Key, out var call) ? (ApiCall)call : null;
#endif
    }

    public void Attach(HttpRequestMessage message)
    {
#if NET8_0_OR_GREATER
        message.Options.Set(new HttpRequestOptionsKey<ApiCall>(Key), this);
#else
        message.Properties[Key] = this;
#endif
    }

    public void Received(ApiResponse response, ResponseBody body, ApiError? error, TimeSpan? retryAfter)
    {
        Dispose();
        (Response, Body, Error, RetryAfter) = (response, body, error, retryAfter);
        FirstRequestId ??= response.RequestId;
    }

    public void BeginRetry(int retry)
    {
        Dispose();
        (Response, Error, RetryAfter) = (null, null, null);
        Retries = retry;
    }

    /// <summary>The facts for an exception.</summary>
    public ApiFailure Failure(VendorRules vendor) =>
        new(vendor.Name, Request.Operation) { Response = Response, Error = Error, RetryAfter = RetryAfter, Retries = Retries };

    /// <summary>The facts when the body of a success turns out to report an error.</summary>
    public ApiFailure ErrorInSuccess(VendorRules vendor)
    {
        var text = System.Text.Encoding.UTF8.GetString(Body.Bytes.ToArray());
        return Failure(vendor) with { Error = vendor.ReadError(Response!.StatusCode, null, text) with { RawBody = text } };
    }

    public void Dispose()
    {
        Body.Dispose();
        Body = default;
    }
}
