namespace IdentitySdk.Core;

/// <summary>What the handlers know of one operation beside the HTTP message: its limits, and how the latest attempt went.</summary>
/// <param name="request">What is sent.</param>
/// <param name="attemptTimeout">How long one attempt may take.</param>
/// <param name="maxTotalTime">How long all attempts and waits may take.</param>
/// <param name="started">When the operation began, as a time stamp of the client's clock.</param>
/// <param name="cancellationToken">The caller's token.</param>
internal sealed class OperationContext(ApiRequest request, TimeSpan attemptTimeout, TimeSpan maxTotalTime, long started, CancellationToken cancellationToken) : IDisposable
{
    private const string Key = "IdentitySdk.Operation";
    private int _isEntered;
    private int _sends;

    public ApiRequest Request { get; } = request;

    /// <summary>The message that is sent, once for each attempt.</summary>
    public HttpRequestMessage? Message { get; private set; }

    public TimeSpan AttemptTimeout { get; } = attemptTimeout;

    /// <summary>Ends the operation: the caller's token, and what the host has linked to it on the way in.</summary>
    public CancellationToken CancellationToken { get; private set; } = cancellationToken;

    /// <summary>The operation's way through the handlers, once it has begun.</summary>
    public Task<HttpResponseMessage>? Exchange { get; set; }

    /// <summary>Whether the operation may change something at the vendor.</summary>
    public bool IsWrite => Request.Method is not ("GET" or "HEAD");

    /// <summary>The first response within this attempt, where the innermost handler has seen it; its body is gone.</summary>
    public HttpResponseMessage? FirstResponse { get; private set; }

    public long Started { get; } = started;

    /// <summary>What observes the operation; null when nothing listens.</summary>
    public OperationTelemetry? Telemetry { get; set; }

    /// <summary>Whether this attempt has been given to the transport.</summary>
    public bool WasSent { get; set; }

    /// <summary>How long this attempt has waited for an access token.</summary>
    public TimeSpan TokenWait { get; set; }

    /// <summary>How often the request has been replayed because its proof's nonce was not the latest any more.</summary>
    public int NonceReplays { get; set; }

    /// <summary>What the credential keeps of this operation between its attempts.</summary>
    public object? CredentialState { get; set; }

    /// <summary>Whether an earlier attempt may have been carried out.</summary>
    public bool MayHaveActed { get; private set; }

    /// <summary>How many retries there were.</summary>
    public int Retries { get; private set; }

    /// <summary>How long the operation had taken when the latest attempt ended.</summary>
    public TimeSpan Elapsed { get; private set; }

    /// <summary>From 0 to 1: the jitter of the next wait. Drawn once an attempt, so that a wait can be planned more than once.</summary>
    public double Jitter { get; set; }

    /// <summary>What the request has been replayed for.</summary>
    public Replay Replays { get; set; }

    /// <summary>The vendor's id of the first attempt, which later attempts name.</summary>
    public string? FirstRequestId { get; private set; }

    /// <summary>Status and headers of the latest attempt; null when none came.</summary>
    public ApiResponse? Response { get; private set; }

    /// <summary>The body of the latest attempt.</summary>
    public ResponseBody Body { get; private set; }

    /// <summary>The vendor's error in the latest response; null when there is none.</summary>
    public ApiError? Error { get; private set; }

    /// <summary>How long the vendor asked to wait; null when it did not.</summary>
    public TimeSpan? RetryAfter { get; private set; }

    /// <summary>The operation that a response belongs to.</summary>
    public static OperationContext? Of(HttpResponseMessage response) => response.RequestMessage is { } message ? Of(message) : null;

    public static OperationContext? Of(HttpRequestMessage message)
    {
#if NET8_0_OR_GREATER
        return message.Options.TryGetValue(new HttpRequestOptionsKey<OperationContext>(Key), out var context) ? context : null;
#else
        return message.Properties.TryGetValue(Key, out var context) ? (OperationContext)context : null;
#endif
    }

    public void Attach(HttpRequestMessage message)
    {
        Message = message;
#if NET8_0_OR_GREATER
        message.Options.Set(new HttpRequestOptionsKey<OperationContext>(Key), this);
#else
        message.Properties[Key] = this;
#endif
    }

    /// <summary>How much of the operation's time is left, never less than zero.</summary>
    public TimeSpan Remaining(TimeProvider clock)
    {
        var left = maxTotalTime - clock.GetElapsedTime(Started);
        return left > TimeSpan.Zero ? left : TimeSpan.Zero;
    }

    /// <summary>How long this attempt may wait for an access token: no longer than an attempt, and never beyond the operation's own end.</summary>
    public TimeSpan TimeForToken(TimeProvider clock)
    {
        var remaining = Remaining(clock);
        var left = AttemptTimeout - TokenWait;
        return AttemptTimeout == Timeout.InfiniteTimeSpan || remaining < left ? remaining : left > TimeSpan.Zero ? left : TimeSpan.Zero;
    }

    /// <summary>Takes note of status and headers, before the body is read: should it never come whole, an exception still names the request.</summary>
    public void BeginResponse(ApiResponse response)
    {
        Dispose();
        (Response, Error, RetryAfter) = (response, null, null);
        FirstRequestId ??= response.RequestId;
    }

    public void EndResponse(ResponseBody body, ApiError? error, TimeSpan? retryAfter) => (Body, Error, RetryAfter) = (body, error, retryAfter);

    /// <summary>Whether this is the first time that the operation enters the handlers.</summary>
    public bool TryEnter(CancellationToken token)
    {
        if (Interlocked.Exchange(ref _isEntered, 1) != 0)
        {
            return false;
        }

        CancellationToken = token;
        return true;
    }

    public void BeginAttempt()
    {
        (WasSent, FirstResponse) = (true, null);
        Volatile.Write(ref _sends, 0);
        (Message?.Content as RequestBody)?.BeginAttempt();
    }

    /// <summary>Whether this is the first time that the attempt's message reaches the transport.</summary>
    public bool TrySend() => Interlocked.Increment(ref _sends) == 1;

    public void NoteFirst(HttpResponseMessage response) => FirstResponse ??= response;

    public void EndAttempt(TimeProvider clock) => Elapsed = clock.GetElapsedTime(Started);

    public void BeginRetry(int retry, Exception? exception)
    {
        MayHaveActed |= IsOutcomeUnknown(exception);
        Dispose();
        (Response, Error, RetryAfter, WasSent, Retries, TokenWait) = (null, null, null, false, retry, TimeSpan.Zero);
    }

    /// <summary>The details for an exception.</summary>
    /// <param name="vendor">The vendor.</param>
    /// <param name="exception">What ended the latest attempt; null when there was a response.</param>
    public FailureDetails Failure(VendorRules vendor, Exception? exception = null) => new(vendor.Name, Request.Operation)
    {
        Response = Response,
        Error = Error,
        RetryAfter = RetryAfter,
        Retries = Retries,
        IsOutcomeUnknown = IsWrite && (MayHaveActed || IsOutcomeUnknown(exception)),
    };

    /// <summary>The details for a response that is not what the vendor documents: it may not be the vendor's, so what became of a write is unknown.</summary>
    public FailureDetails UnreadableFailure(VendorRules vendor) =>
        Failure(vendor) with { Error = new ApiError { RawBody = Body.Text(ResponseBody.MaxErrorBytes) }, IsOutcomeUnknown = IsWrite };

    public void Dispose()
    {
        Body.Dispose();
        Body = default;
    }

    private bool IsOutcomeUnknown(Exception? exception) =>
        exception is not null ? Outcome.IsUnknown(WasSent, exception) : Response is not null && Outcome.IsUnknown(Response.StatusCode, Error);
}
