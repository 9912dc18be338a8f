namespace IdentitySdk.Core;

/// <summary>State of one operation that its handlers share beside the HTTP message: its limits, and the result of the latest attempt.</summary>
/// <param name="request">The request.</param>
/// <param name="attemptTimeout">Time-out of one attempt.</param>
/// <param name="maxTotalTime">Time-out of the operation, with all attempts and waits.</param>
/// <param name="started">Start of the operation, as a time stamp of the client's clock.</param>
/// <param name="cancellationToken">The caller's token.</param>
internal sealed class OperationContext(
    ApiRequest request, TimeSpan attemptTimeout, TimeSpan maxTotalTime, long started, CancellationToken cancellationToken) : IDisposable
{
    private const string Key = "IdentitySdk.Operation";
    private int _isEntered;
    private int _sendCount;
    private bool _isGuarded;
    private bool _wasPassedOn;
    private RequestBody? _body;
    private Uri? _address;

    public ApiRequest Request { get; } = request;

    /// <summary>The message, sent once per attempt.</summary>
    public HttpRequestMessage? Message { get; private set; }

    public TimeSpan AttemptTimeout { get; } = attemptTimeout;

    /// <summary>Cancels the operation: the caller's token, linked with tokens of the host's handlers.</summary>
    public CancellationToken CancellationToken { get; private set; } = cancellationToken;

    /// <summary>The task of the handlers that send the operation; null before it starts.</summary>
    public Task<HttpResponseMessage>? Exchange { get; set; }

    /// <summary>Whether the operation may change data of the vendor.</summary>
    public bool IsWrite => Request.Method is not ("GET" or "HEAD");

    /// <summary>What the innermost handler of a client in a host gets for this attempt; null before it is sent.</summary>
    public Task<HttpResponseMessage>? FirstSend { get; set; }

    /// <summary>The first response of this attempt, if the innermost handler has received one; its body is gone.</summary>
    public HttpResponseMessage? FirstResponse { get; private set; }

    public long Started { get; } = started;

    /// <summary>Activity and measurement of the operation; null without a listener.</summary>
    public OperationTelemetry? Telemetry { get; set; }

    /// <summary>Whether this attempt has been passed to the transport, or to handlers of the host that may have sent it.</summary>
    /// <remarks>A handler that has read the body may have sent what it read, past the innermost one.</remarks>
    public bool WasSent => _wasPassedOn || _body is { IsSent: true } || (_isGuarded && _body is { IsCopied: true });

    /// <summary>How long this attempt has waited for an access token.</summary>
    public TimeSpan TokenWait { get; set; }

    /// <summary>How often the request has been replayed because its proof's nonce was not the latest any more.</summary>
    public int NonceReplays { get; set; }

    /// <summary>What the credential keeps of this operation between its attempts.</summary>
    public object? CredentialState { get; set; }

    /// <summary>The retry settings of this operation alone; null for the client's.</summary>
    public object? RetrySettings { get; init; }

    /// <summary>Whether an earlier attempt may have been carried out.</summary>
    public bool MayHaveActed { get; private set; }

    /// <summary>The number of retries so far.</summary>
    public int Retries { get; private set; }

    /// <summary>Duration of the operation at the end of the latest attempt.</summary>
    public TimeSpan Elapsed { get; private set; }

    /// <summary>Jitter of the next wait, from 0 to 1. Drawn once per attempt, so that each computation of the wait gives the same result.</summary>
    public double Jitter { get; set; }

    /// <summary>The reasons for which the request has been replayed.</summary>
    public Replay Replays { get; set; }

    /// <summary>What a replay has to pass before it is sent; null when nothing limits it.</summary>
    public IReplayGate? ReplayGate { get; set; }

    /// <summary>The vendor's request id of the first attempt, for vendors that retries report it to.</summary>
    public string? FirstRequestId { get; private set; }

    /// <summary>Status and headers of the latest attempt; null without a response.</summary>
    public ApiResponse? Response { get; private set; }

    /// <summary>The response body of the latest attempt.</summary>
    public ResponseBody Body { get; private set; } = ResponseBody.Empty;

    /// <summary>The vendor's error in the latest response; null for a success.</summary>
    public ApiError? Error { get; private set; }

    /// <summary>The wait that the vendor requested; null when it requested none.</summary>
    public TimeSpan? RetryAfter { get; private set; }

    /// <summary>The operation of a response; null when the response is not the SDK's.</summary>
    public static OperationContext? Of(HttpResponseMessage response) => response.RequestMessage is { } message ? Of(message) : null;

    public static OperationContext? Of(HttpRequestMessage message)
    {
        if (message is OperationMessage { Context: { } own })
        {
            return own;
        }

#if NET8_0_OR_GREATER
        return message.Options.TryGetValue(new HttpRequestOptionsKey<OperationContext>(Key), out var context) ? context : null;
#else
        return message.Properties.TryGetValue(Key, out var context) ? (OperationContext)context : null;
#endif
    }

    /// <summary>Attaches the operation to its message.</summary>
    /// <param name="message">The message.</param>
    /// <param name="isCopied">Whether handlers of the host may send a copy of it: options are what they copy.</param>
    public void Attach(HttpRequestMessage message, bool isCopied = true)
    {
        (Message, _body, _address) = (message, message.Content as RequestBody, message.RequestUri);
        (message as OperationMessage)?.Context = this;
        if (!isCopied)
        {
            return;
        }

#if NET8_0_OR_GREATER
        message.Options.Set(new HttpRequestOptionsKey<OperationContext>(Key), this);
#else
        message.Properties[Key] = this;
#endif
    }

    /// <summary>Whether a message still has the verb, path and origin of the one that was created, or a trusted origin.</summary>
    public bool IsUnchanged(HttpRequestMessage message, IReadOnlyList<Uri> trustedOrigins) =>
        message.Method.Method == Request.Method && SentMessage.IsSameAddress(_address!, message.RequestUri, trustedOrigins);

    /// <summary>The remaining time of the operation, never negative.</summary>
    public TimeSpan Remaining(TimeProvider clock)
    {
        var remaining = maxTotalTime - clock.GetElapsedTime(Started);
        return remaining > TimeSpan.Zero ? remaining : TimeSpan.Zero;
    }

    /// <summary>The remaining time of this attempt, less what it has waited for an access token; it never goes beyond the operation's own end.</summary>
    public TimeSpan RemainingOfAttempt(TimeProvider clock)
    {
        var remaining = Remaining(clock);
        var left = AttemptTimeout - TokenWait;
        return AttemptTimeout == Timeout.InfiniteTimeSpan || remaining < left ? remaining : left > TimeSpan.Zero ? left : TimeSpan.Zero;
    }

    /// <summary>Stores status and headers before the body is read: if reading fails, the exception still has the request id.</summary>
    public void BeginResponse(ApiResponse response)
    {
        Dispose();
        (Response, Error, RetryAfter) = (response, null, null);
        FirstRequestId ??= response.RequestId;
    }

    public void EndResponse(ResponseBody body, ApiError? error, TimeSpan? retryAfter) => (Body, Error, RetryAfter) = (body, error, retryAfter);

    /// <summary>Marks the operation as entered; false when it has entered the handlers before.</summary>
    public bool TryEnter(CancellationToken token)
    {
        if (Interlocked.Exchange(ref _isEntered, 1) != 0)
        {
            return false;
        }

        CancellationToken = token;
        return true;
    }

    /// <summary>The number of attempts so far, replays included.</summary>
    public int Attempts { get; private set; }

    /// <summary>Begins an attempt, just before it is passed on.</summary>
    /// <param name="isGuarded">Whether it passes <see cref="TrySend"/> before it reaches the transport.</param>
    public void BeginAttempt(bool isGuarded)
    {
        Attempts++;
        Reset();
        (_isGuarded, _wasPassedOn) = (isGuarded, !isGuarded);
        _body?.BeginAttempt(isRenewed: isGuarded);
    }

    /// <summary>Counts a send of this attempt; false when its message has reached the transport before.</summary>
    public bool TrySend()
    {
        _wasPassedOn = true;
        return Interlocked.Increment(ref _sendCount) == 1;
    }

    public void SetFirstResponse(HttpResponseMessage response) => FirstResponse ??= response;

    public void EndAttempt(TimeProvider clock) => Elapsed = clock.GetElapsedTime(Started);

    /// <summary>Begins a replay: the request was refused, and is not under way any more.</summary>
    public void BeginReplay()
    {
        Dispose();
        Reset();
        (Response, Error, RetryAfter) = (null, null, null);
    }

    public void BeginRetry(int retry, Exception? exception)
    {
        MayHaveActed |= IsOutcomeUnknown(exception);
        Dispose();
        Reset();
        (Response, Error, RetryAfter, Retries, TokenWait) = (null, null, null, retry, TimeSpan.Zero);
    }

    /// <summary>Failure details for an exception.</summary>
    /// <param name="vendor">The vendor.</param>
    /// <param name="exception">The exception that ended the latest attempt; null when there was a response.</param>
    public FailureDetails Failure(VendorRules vendor, Exception? exception = null) => new(vendor.Name, Request.Operation)
    {
        Response = Response,
        Error = Error,
        RetryAfter = RetryAfter,
        Retries = Retries,
        IsOutcomeUnknown = IsWrite && (MayHaveActed || IsOutcomeUnknown(exception)),
    };

    /// <summary>
    /// Failure details for a response that is not what the vendor documents: it may not be the vendor's own, so the outcome of a write is unknown.
    /// </summary>
    public FailureDetails UnreadableFailure(VendorRules vendor) =>
        Failure(vendor) with { Error = new ApiError { RawBody = Body.Text(ResponseBody.MaxErrorBytes) }, IsOutcomeUnknown = IsWrite };

    public void Dispose()
    {
        Body.Dispose();
        Body = ResponseBody.Empty;
    }

    /// <summary>Whether the latest attempt leaves open whether the vendor acted.</summary>
    /// <param name="exception">The exception that ended it; null when there was a response.</param>
    public bool IsOutcomeUnknown(Exception? exception) =>
        exception is not null ? Outcome.IsUnknown(WasSent, HasLeft, exception) : Response is not null && Outcome.IsUnknown(Response.StatusCode, Error);

    /// <summary>Whether the body may have gone out. The innermost handler sends no copies; without it nobody knows what becomes of one.</summary>
    private bool HasLeft => _body is { IsSent: true } || (_body is { IsCopied: true } && !(_isGuarded && _wasPassedOn));

    private void Reset()
    {
        (_isGuarded, _wasPassedOn, FirstSend, FirstResponse) = (false, false, null, null);
        Volatile.Write(ref _sendCount, 0);
        _body?.BeginAttempt(isRenewed: false);
    }
}
