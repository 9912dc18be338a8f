namespace IdentitySdk.Core;

/// <summary>What a vendor's error body says, in the words all vendors share.</summary>
public sealed record ApiError
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

    /// <summary>The body as it came, bounded; empty when there was none.</summary>
    public string RawBody { get; init; } = "";
}
