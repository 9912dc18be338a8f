namespace IdentitySdk.Cli.Calls;

/// <summary>An operation of a vendor, from its specification.</summary>
/// <param name="Id">The operation id, such as <c>Users_List</c>.</param>
/// <param name="Method">The verb.</param>
/// <param name="Template">The path template.</param>
internal sealed record Operation(string Id, HttpMethod Method, string Template)
{
    public string Client => Id[..Id.IndexOf('_', StringComparison.Ordinal)];

    /// <summary>The name of the command.</summary>
    public string Name => CommandName.Of(Id[(Id.IndexOf('_', StringComparison.Ordinal) + 1)..]);

    public required string Summary { get; init; }

    public string? Description { get; init; }

    /// <summary>Why the operation is not safe to retry; null when it is.</summary>
    public string? RetryWarning { get; init; }

    /// <summary>The scopes that a token requires; null where the specification has none.</summary>
    public string? Scopes { get; init; }

    /// <summary>The values in the path, in their order, with descriptions.</summary>
    public required IReadOnlyList<(string Name, bool IsInteger, string Help)> PathValues { get; init; }

    public required IReadOnlyList<OperationParameter> Parameters { get; init; }

    /// <summary>The body; null without one.</summary>
    public BodyForm? Body { get; init; }

    /// <summary>The paging of a list; null for other operations.</summary>
    public PagingForm? Paging { get; init; }

    public bool IsRead => Method == HttpMethod.Get;

    public bool IsDeletion => Method == HttpMethod.Delete;
}
