namespace IdentitySdk.Cli.Vendors;

/// <summary>Which users a list has, and in which order.</summary>
internal sealed record UserQuery
{
    /// <summary>Conditions in the vendor's own form; all of them hold.</summary>
    public IReadOnlyList<string> Filters { get; init; } = [];

    /// <summary>A search in the vendor's own form; null without one.</summary>
    public string? Search { get; init; }

    /// <summary>The field to sort by; null for the vendor's order.</summary>
    public string? Sort { get; init; }

    /// <summary>Whether the order is descending.</summary>
    public bool IsDescending { get; init; }

    /// <summary>Only users that have changed since; null for all.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>Whether deactivated users are wanted too.</summary>
    public bool AllStates { get; init; }

    /// <summary>Users per request; null for the vendor's default.</summary>
    public int? PageSize { get; init; }
}
