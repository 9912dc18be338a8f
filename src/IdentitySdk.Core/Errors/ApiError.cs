namespace IdentitySdk.Core;

/// <summary>What a vendor's error body says, in the words all vendors share.</summary>
internal sealed record ApiError
{
    /// <summary>The vendor's own code, such as <c>E0000007</c>; null when there is none.</summary>
    public string? Code { get; init; }

    /// <summary>The vendor's message; it may hold what the caller sent.</summary>
    public string? Message { get; init; }

    /// <summary>The vendor's further details, one sentence each.</summary>
    public IReadOnlyList<string> Causes { get; init; } = [];

    /// <summary>The vendor's id for support cases, where the body names one.</summary>
    public string? RequestId { get; init; }

    /// <summary>Whether the vendor refused the call for its rate limit, whatever the status says.</summary>
    public bool IsRateLimited { get; init; }

    /// <summary>Whether the vendor says that it did not carry the call out for the time being, where the status (5xx) would leave that open.</summary>
    public bool IsRefused { get; init; }

    /// <summary>Whether the vendor says that it is the path it does not know, not the thing.</summary>
    public bool IsPathUnknown { get; init; }

    /// <summary>Whether the body is in none of the shapes that the vendor has for this status: it may come from a gateway, or from another server altogether.</summary>
    public bool IsUndocumented { get; init; }

    /// <summary>The status that the body of a success reports; null when it reports none.</summary>
    public int? Status { get; init; }

    /// <summary>The body as it came, bounded; empty when there was none.</summary>
    public string RawBody { get; init; } = "";

    /// <summary>Whether the body broke off, so that only the status is known for certain.</summary>
    public bool IsBroken { get; init; }

    /// <summary>The code alone: the rest may hold personal data.</summary>
    /// <returns>The code, or the type's name.</returns>
    public override string ToString() => Code ?? nameof(ApiError);
}
