namespace IdentitySdk.Core;

/// <summary>State of one operation that its handlers share: its time limits, and the result of the latest attempt.</summary>
/// <param name="request">The request.</param>
/// <param name="attemptTimeout">Time-out of one attempt.</param>
/// <param name="maxTotalTime">Time-out of the operation, with all attempts and waits.</param>
/// <param name="started">Start of the operation, as a time stamp of the client's clock.</param>
/// <param name="cancellationToken">The caller's token.</param>
internal sealed partial class OperationContext(
    ApiRequest request, TimeSpan attemptTimeout, TimeSpan maxTotalTime, long started, CancellationToken cancellationToken) : IDisposable
{
    private const string Key = "IdentitySdk.Operation";

    public ApiRequest Request { get; } = request;

    /// <summary>The message, sent once per attempt.</summary>
    public HttpRequestMessage? Message { get; private set; }

    /// <summary>Activity and measurement of the operation; null without a listener.</summary>
    public OperationTelemetry? Telemetry { get; set; }

    /// <summary>Cancels the operation: the caller's token, linked with tokens of the host's handlers.</summary>
    public CancellationToken CancellationToken { get; private set; } = cancellationToken;

    public TimeSpan AttemptTimeout { get; } = attemptTimeout;

    public long Started { get; } = started;

    /// <summary>Duration of the operation at the end of the latest attempt.</summary>
    public TimeSpan Elapsed { get; private set; }

    /// <summary>How long this attempt has waited for an access token.</summary>
    public TimeSpan TokenWait { get; set; }

    /// <summary>The number of attempts so far, replays included.</summary>
    public int Attempts { get; private set; }

    /// <summary>The number of retries so far.</summary>
    public int Retries { get; private set; }

    /// <summary>The retry settings of this operation; null for the client's.</summary>
    public RetryOptions? Retry { get; init; }

    /// <summary>Jitter of the next wait, from 0 to 1. Drawn once per attempt, so that each computation of the wait gives the same result.</summary>
    public double Jitter { get; set; }

    /// <summary>The vendor's request id of the first attempt, for vendors that expect it on retries.</summary>
    public string? FirstRequestId { get; private set; }

    /// <summary>The reasons for which the request has been replayed.</summary>
    public Replay Replays { get; set; }

    /// <summary>The state of the credential that authenticates this operation; null for none.</summary>
    public CredentialState? CredentialState { get; set; }

    /// <summary>Delays a replay until it may be sent; null for no limit.</summary>
    public IReplayGate? ReplayGate { get; set; }

    /// <summary>Status and headers of the latest attempt; null without a response.</summary>
    public ApiResponse? Response { get; private set; }

    /// <summary>The response body of the latest attempt.</summary>
    public ResponseBody Body { get; private set; } = ResponseBody.Empty;

    /// <summary>The vendor's error in the latest response; null for a success.</summary>
    public ApiError? Error { get; private set; }

    /// <summary>The wait that the vendor requested; null when it requested none.</summary>
    public TimeSpan? RetryAfter { get; private set; }

    /// <summary>Gets the operation of a response; null when the response is to another request.</summary>
    public static OperationContext? Of(HttpResponseMessage response) => response.RequestMessage is { } message ? Of(message) : null;

    /// <summary>Gets the operation of a message; null when the message is not the SDK's.</summary>
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
    /// <param name="mayBeCopied">Whether handlers of the host may send a copy of the message: they copy its options.</param>
    public void Attach(HttpRequestMessage message, bool mayBeCopied = true)
    {
        (Message, _body, _address) = (message, message.Content as RequestBody, message.RequestUri);
        (message as OperationMessage)?.Context = this;
        if (!mayBeCopied)
        {
            return;
        }

#if NET8_0_OR_GREATER
        message.Options.Set(new HttpRequestOptionsKey<OperationContext>(Key), this);
#else
        message.Properties[Key] = this;
#endif
    }

    /// <summary>The remaining time of the operation, never negative.</summary>
    public TimeSpan Remaining(TimeProvider clock) => AtLeastZero(maxTotalTime - clock.GetElapsedTime(Started));

    /// <summary>The time-out of this attempt minus its wait for an access token; never more than the remaining time of the operation.</summary>
    public TimeSpan RemainingOfAttempt(TimeProvider clock)
    {
        var (ofOperation, ofAttempt) = (Remaining(clock), AttemptTimeout - TokenWait);
        return AttemptTimeout == Timeout.InfiniteTimeSpan || ofOperation < ofAttempt ? ofOperation : AtLeastZero(ofAttempt);
    }

    /// <summary>Begins an attempt, just before it is passed on.</summary>
    /// <param name="hasSendGuard">Whether it passes <see cref="TrySend"/> before it reaches the transport.</param>
    public void BeginAttempt(bool hasSendGuard)
    {
        Attempts++;
        Reset(hasSendGuard, wasPassedOn: !hasSendGuard);
    }

    /// <summary>Stores status and headers before the body is read: if reading fails, the exception has them.</summary>
    public void BeginResponse(ApiResponse response)
    {
        Response = response;
        FirstRequestId ??= response.RequestId;
    }

    public void EndResponse(ResponseBody body, ApiError? error, TimeSpan? retryAfter) => (Body, Error, RetryAfter) = (body, error, retryAfter);

    public void EndAttempt(TimeProvider clock) => Elapsed = clock.GetElapsedTime(Started);

    /// <summary>Begins a replay: the request was refused, and is no longer in progress.</summary>
    public void BeginReplay() => Reset();

    public void BeginRetry(int retry, Exception? exception)
    {
        MayHaveActed |= IsOutcomeUnknown(exception);
        Reset();
        (Retries, TokenWait) = (retry, TimeSpan.Zero);
    }

    /// <summary>Creates failure details for an exception.</summary>
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
    /// Creates failure details for a response that is not what the vendor documents: another server may have sent it, so the outcome of a write is unknown.
    /// </summary>
    public FailureDetails UnreadableFailure(VendorRules vendor) =>
        Failure(vendor) with { Error = new ApiError { RawBody = Body.Text(ResponseBody.MaxErrorBytes) }, IsOutcomeUnknown = IsWrite };

    public void Dispose()
    {
        Body.Dispose();
        Body = ResponseBody.Empty;
    }

    private static TimeSpan AtLeastZero(TimeSpan time) => time > TimeSpan.Zero ? time : TimeSpan.Zero;

    private void Reset(bool hasSendGuard = false, bool wasPassedOn = false)
    {
        Dispose();
        (Response, Error, RetryAfter) = (null, null, null);
        ResetSending(hasSendGuard, wasPassedOn);
    }
}
