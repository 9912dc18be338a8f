using IdentitySdk.Core;

namespace IdentitySdk;

/// <summary>A call that did not succeed. All exceptions of calls derive from this one, bad arguments and cancellation apart.</summary>
/// <remarks>
/// <see cref="Exception.Message"/> is one line made of vendor, operation, status, vendor code and request id: fit for a log. What the vendor
/// said in its own words may name people and is in <see cref="VendorMessage"/>, <see cref="Causes"/> and <see cref="RawBody"/> only.
/// </remarks>
public abstract class IdentityApiException : Exception
{
    private protected IdentityApiException(FailureDetails failure, string what, Exception? innerException = null)
        : base(failure.Describe(what), innerException)
    {
        Vendor = failure.Vendor;
        Operation = failure.Operation;
        StatusCode = failure.Response?.StatusCode;
        VendorCode = failure.Error?.Code;
        VendorMessage = failure.Error?.Message;
        Causes = failure.Error?.Causes ?? [];
        RequestId = failure.RequestId;
        RetryAfter = failure.RetryAfter;
        RawBody = failure.Error?.RawBody ?? "";
        Response = failure.Response;
        Retries = failure.Retries;
        IsOutcomeUnknown = failure.IsOutcomeUnknown;
    }

    /// <summary>The vendor: <c>OneLogin</c>, <c>Okta</c> or <c>Agilicus</c>.</summary>
    public string Vendor { get; }

    /// <summary>Verb and path template, such as <c>GET /api/v1/users/{userId}</c>; never an id.</summary>
    public string Operation { get; }

    /// <summary>The HTTP status; null when no response came.</summary>
    public int? StatusCode { get; }

    /// <summary>The vendor's own error code; null when it sent none.</summary>
    public string? VendorCode { get; }

    /// <summary>The vendor's message; null when it sent none. It may hold what the caller sent.</summary>
    public string? VendorMessage { get; }

    /// <summary>The vendor's further details, one sentence each. They may hold what the caller sent.</summary>
    public IReadOnlyList<string> Causes { get; }

    /// <summary>The vendor's id of the request, to be named in support cases; null when it sent none.</summary>
    public string? RequestId { get; }

    /// <summary>How long the vendor asked to wait before the next attempt; null when it did not.</summary>
    public TimeSpan? RetryAfter { get; }

    /// <summary>The response's body, cut at 16 KiB. It may hold personal data.</summary>
    public string RawBody { get; }

    /// <summary>Status and headers of the response; null when no response came.</summary>
    public ApiResponse? Response { get; }

    /// <summary>How many times the call had been repeated when it failed.</summary>
    public int Retries { get; }

    /// <summary>
    /// Whether the call was a write that may have been carried out all the same: an attempt was sent, and no answer came, or one (HTTP 5xx or
    /// 408) that leaves it open. Look at the state before you repeat the call.
    /// </summary>
    public bool IsOutcomeUnknown { get; }
}
