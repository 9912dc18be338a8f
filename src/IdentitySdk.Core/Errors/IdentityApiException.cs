using System.Diagnostics;
using IdentitySdk.Core;

namespace IdentitySdk;

/// <summary>Base class of the exceptions for calls that fail. Invalid arguments and cancellation have .NET's own exceptions.</summary>
/// <remarks>
/// <see cref="Message"/> is one line of vendor, operation, status, vendor code and request id: safe to log. The vendor's text may contain personal data; it
/// is only in <see cref="Details"/>, <see cref="VendorMessage"/>, <see cref="Causes"/> and <see cref="RawBody"/>. The <c>init</c> accessors are for tests,
/// which can create any exception: <c>new NotFoundException { VendorCode = "E0000007" }</c>.
/// </remarks>
public abstract class IdentityApiException : Exception
{
    private protected IdentityApiException(FailureDetails failure, string summary, Exception? innerException)
        : base(null, innerException) => (Failure, Summary) = (failure, summary);

    /// <summary>One line of vendor, operation, status, vendor code and request id, without personal data.</summary>
    public override string Message => Failure.Describe(Summary);

    /// <summary>
    /// A text for people: <see cref="Message"/>, then the vendor's message and causes, one per line. Print it only where personal data may be shown: the
    /// vendor may quote the request. Control characters are replaced by spaces.
    /// </summary>
    public string Details => Failure.Explain(Summary);

    /// <summary>The vendor: <c>OneLogin</c>, <c>Okta</c> or <c>Agilicus</c>.</summary>
    public string Vendor { get => Failure.Vendor; init => Failure = Failure with { Vendor = value }; }

    /// <summary>Verb and path template, such as <c>GET /api/v1/users/{userId}</c>; never an id.</summary>
    public string Operation { get => Failure.Operation; init => Failure = Failure with { Operation = value }; }

    /// <summary>The HTTP status; null without a response.</summary>
    public int? StatusCode
    {
        get => Failure.Response?.StatusCode;
        init => Failure = Failure with { Response = value is { } status ? Failure.Response?.With(status) ?? new ApiResponse(status) : null };
    }

    /// <summary>The vendor's own error code; null without one.</summary>
    public string? VendorCode { get => Failure.Error?.Code; init => Failure = Failure.WithError(error => error with { Code = value }); }

    /// <summary>The vendor's message; null without one. It may quote the request.</summary>
    public string? VendorMessage { get => Failure.Error?.Message; init => Failure = Failure.WithError(error => error with { Message = value }); }

    /// <summary>The vendor's further details, one sentence each. They may quote the request.</summary>
    public IReadOnlyList<string> Causes { get => Failure.Error?.Causes ?? []; init => Failure = Failure.WithError(error => error with { Causes = value ?? [] }); }

    /// <summary>The vendor's request id, for support cases; null without one.</summary>
    public string? RequestId { get => Failure.RequestId; init => Failure = Failure.WithError(error => error with { RequestId = value }); }

    /// <summary>The wait that the vendor requested before the next attempt; null when it requested none.</summary>
    public TimeSpan? RetryAfter { get => Failure.RetryAfter; init => Failure = Failure with { RetryAfter = value }; }

    /// <summary>The response's body, truncated at 16 KiB. It may contain personal data.</summary>
    public string RawBody { get => Failure.Error?.RawBody ?? ""; init => Failure = Failure.WithError(error => error with { RawBody = value ?? "" }); }

    /// <summary>Status and headers of the response; null without a response.</summary>
    public ApiResponse? Response { get => Failure.Response; init => Failure = Failure with { Response = value }; }

    /// <summary>The number of retries before the call failed.</summary>
    public int Retries { get => Failure.Retries; init => Failure = Failure with { Retries = value }; }

    /// <summary>
    /// Whether the call was a write that may have been carried out although it failed: an attempt was sent, and there was no response, or one (HTTP 5xx
    /// or 408) that leaves it open. Check the state before you retry the call.
    /// </summary>
    public bool IsOutcomeUnknown { get => Failure.IsOutcomeUnknown; init => Failure = Failure with { IsOutcomeUnknown = value }; }

    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    private protected string Summary { get; }

    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    internal FailureDetails Failure { get; init; }
}
