namespace IdentitySdk.Cli.Vendors;

/// <summary>The conditions and the order of a list of users.</summary>
internal sealed record UserQuery
{
    /// <summary>Conditions in the vendor's syntax, combined with AND.</summary>
    public IReadOnlyList<string> Filters { get; init; } = [];

    /// <summary>A search in the vendor's syntax; null without one.</summary>
    public string? Search { get; init; }

    /// <summary>The field to sort by; null for the vendor's order.</summary>
    public string? Sort { get; init; }

    public bool IsDescending { get; init; }

    /// <summary>The time since which users must have changed; null for all users.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>Whether to include deactivated users.</summary>
    public bool AllStates { get; init; }

    /// <summary>Users per request; null for the vendor's default.</summary>
    public int? PageSize { get; init; }
}
