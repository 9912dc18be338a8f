using IdentitySdk.Core;

namespace IdentitySdk;

/// <summary>Base class of the exceptions for calls that did not succeed; invalid arguments and cancellation have the exceptions of .NET.</summary>
/// <remarks>
/// <see cref="Exception.Message"/> is one line of vendor, operation, status, vendor code and request id: safe to log. Text of the vendor may
/// contain personal data, and is only in <see cref="VendorMessage"/>, <see cref="Causes"/> and <see cref="RawBody"/>.
/// </remarks>
public abstract class IdentityApiException : Exception
{
    private protected IdentityApiException(FailureDetails failure, string summary, Exception? innerException = null)
        : base(failure.Describe(summary), innerException)
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

    /// <summary>The HTTP status; null without a response.</summary>
    public int? StatusCode { get; }

    /// <summary>The vendor's own error code; null without one.</summary>
    public string? VendorCode { get; }

    /// <summary>The vendor's message; null without one. It may contain what the caller sent.</summary>
    public string? VendorMessage { get; }

    /// <summary>The vendor's further details, one sentence each. They may contain what the caller sent.</summary>
    public IReadOnlyList<string> Causes { get; }

    /// <summary>The vendor's request id, for support cases; null without one.</summary>
    public string? RequestId { get; }

    /// <summary>The wait that the vendor requested before the next attempt; null when it requested none.</summary>
    public TimeSpan? RetryAfter { get; }

    /// <summary>The response's body, truncated at 16 KiB. It may contain personal data.</summary>
    public string RawBody { get; }

    /// <summary>Status and headers of the response; null without a response.</summary>
    public ApiResponse? Response { get; }

    /// <summary>The number of retries before the call failed.</summary>
    public int Retries { get; }

    /// <summary>
    /// Whether the call was a write that may have been carried out all the same: an attempt was sent, and there was no response, or one (HTTP 5xx
    /// or 408) that leaves it open. Check the state before you retry the call.
    /// </summary>
    public bool IsOutcomeUnknown { get; }
}
