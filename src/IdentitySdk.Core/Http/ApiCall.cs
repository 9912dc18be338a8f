using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace IdentitySdk.Core;

/// <summary>One call on its way through the handlers: what they know of it beside the HTTP message.</summary>
internal sealed class ApiCall(ApiRequest request, RetryOptions retry, TimeSpan attemptTimeout, long started, CancellationToken cancellationToken) : IDisposable
{
    private const string Key = "IdentitySdk.Call";

    // Not in the exception's own data: what an exception shows to others must not lead to what was sent.
    private static readonly ConditionalWeakTable<Exception, ApiCall> s_faults = new();

    public ApiRequest Request { get; } = request;

    /// <summary>The message that is sent, once for each attempt.</summary>
    public HttpRequestMessage? Message { get; private set; }

    public RetryOptions Retry { get; } = retry;

    public TimeSpan AttemptTimeout { get; } = attemptTimeout;

    /// <summary>The caller's token.</summary>
    public CancellationToken CancellationToken { get; } = cancellationToken;

    /// <summary>When the call began, as a time stamp of the client's clock.</summary>
    public long Started { get; } = started;

    /// <summary>The call's activity; null when nobody listens.</summary>
    public Activity? Activity { get; set; }

    /// <summary>Whether this attempt has been given to the transport.</summary>
    public bool WasSent { get; set; }

    /// <summary>Whether an earlier attempt may have been carried out.</summary>
    public bool MayHaveActed { get; private set; }

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

    /// <summary>The call that a response answers.</summary>
    public static ApiCall? Of(HttpResponseMessage response) => response.RequestMessage is { } message ? Of(message) : null;

    /// <summary>The call that a fault ended an attempt of.</summary>
    public static ApiCall? Of(Exception fault) => s_faults.TryGetValue(fault, out var call) ? call : null;

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
        Message = message;
#if NET8_0_OR_GREATER
        message.Options.Set(new HttpRequestOptionsKey<ApiCall>(Key), this);
#else
        message.Properties[Key] = this;
#endif
    }

    /// <summary>Marks a fault as one of this call's.</summary>
    public Exception Mark(Exception fault)
    {
        // A transport may throw the same exception again: the latest call is the one it is about.
        s_faults.Remove(fault);
        s_faults.GetValue(fault, _ => this);
        return fault;
    }

    /// <summary>How much of the call's time is left, never less than zero.</summary>
    public TimeSpan Remaining(TimeProvider clock)
    {
        var left = Retry.MaxTotalTime - clock.GetElapsedTime(Started);
        return left > TimeSpan.Zero ? left : TimeSpan.Zero;
    }

    /// <summary>Notes status and headers, before the body is read: should it never come whole, an exception still names the request.</summary>
    public void Began(ApiResponse response)
    {
        Dispose();
        (Response, Error, RetryAfter) = (response, null, null);
        FirstRequestId ??= response.RequestId;
    }

    public void Received(ResponseBody body, ApiError? error, TimeSpan? retryAfter) => (Body, Error, RetryAfter) = (body, error, retryAfter);

    public void BeginRetry(int retry, Exception? fault)
    {
        MayHaveActed |= IsOutcomeOpen(fault);
        Dispose();
        (Response, Error, RetryAfter, WasSent, Retries) = (null, null, null, false, retry);
    }

    /// <summary>The facts for an exception.</summary>
    /// <param name="vendor">The vendor.</param>
    /// <param name="fault">What befell the latest attempt; null when it was answered.</param>
    public ApiFailure Failure(VendorRules vendor, Exception? fault = null) => new(vendor.Name, Request.Operation)
    {
        Response = Response,
        Error = Error,
        RetryAfter = RetryAfter,
        Retries = Retries,
        IsOutcomeUnknown = Request.Method is not ("GET" or "HEAD") && (MayHaveActed || IsOutcomeOpen(fault)),
    };

    /// <summary>The facts when the body of a success is an error, or nothing the vendor documents.</summary>
    public ApiFailure UnexpectedSuccess(VendorRules vendor, bool isError)
    {
        var text = Body.Text(ResponseBody.MaxErrorBytes);
        var error = isError ? vendor.ReadError(Response!.StatusCode, null, text) : new ApiError();
        return Failure(vendor) with { Error = error with { RawBody = text }, IsOutcomeUnknown = false };
    }

    private bool IsOutcomeOpen(Exception? fault) =>
        fault is not null ? RetryDecision.LeavesOutcomeUnknown(WasSent, fault) : Response is not null && RetryDecision.LeavesOutcomeUnknown(Response.StatusCode, Error);

    public void Dispose()
    {
        Body.Dispose();
        Body = default;
    }
}
