namespace IdentitySdk.Core;

/// <summary>A vendor's error, in properties common to all vendors.</summary>
internal sealed record ApiError
{
    /// <summary>The vendor's own code, such as <c>E0000007</c>; null without one.</summary>
    public string? Code { get; init; }

    /// <summary>The vendor's message; it may contain what the caller sent.</summary>
    public string? Message { get; init; }

    /// <summary>The vendor's further details, one sentence each.</summary>
    public IReadOnlyList<string> Causes { get; init; } = [];

    /// <summary>The vendor's request id, for support cases; null when it is not in the body.</summary>
    public string? RequestId { get; init; }

    /// <summary>Whether the vendor refused the call because of its rate limit, with any status.</summary>
    public bool IsRateLimited { get; init; }

    /// <summary>Whether the vendor reports a temporary refusal: the call was not carried out, although the status (5xx) leaves that open.</summary>
    public bool IsRefused { get; init; }

    /// <summary>Whether the vendor reports that a value that must be unique is taken.</summary>
    public bool IsAlreadyExists { get; init; }

    /// <summary>Whether the vendor reports an unknown path instead of a missing resource.</summary>
    public bool IsPathUnknown { get; init; }

    /// <summary>Whether the body has no shape that the vendor documents for this status: it may come from a gateway or another server.</summary>
    public bool IsUndocumented { get; init; }

    /// <summary>The status that the body of a success reports; null without one.</summary>
    public int? Status { get; init; }

    /// <summary>The body, truncated at <see cref="ResponseBody.MaxErrorBytes"/>; empty without one.</summary>
    public string RawBody { get; init; } = "";

    /// <summary>Whether the body is incomplete, so that only the status is certain.</summary>
    public bool IsBroken { get; init; }

    /// <summary>Returns the code only: the rest may contain personal data.</summary>
    public override string ToString() => Code ?? nameof(ApiError);
}
