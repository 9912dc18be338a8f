namespace IdentitySdk.Cli.Calls;

/// <summary>An operation of a vendor, from its specification.</summary>
/// <param name="Id">Its name there, such as <c>Users_List</c>.</param>
/// <param name="Method">The verb.</param>
/// <param name="Template">The path template.</param>
internal sealed record Operation(string Id, HttpMethod Method, string Template)
{
    public string Client => Id[..Id.IndexOf('_', StringComparison.Ordinal)];

    /// <summary>Its name on the command line.</summary>
    public string Name => CommandName.Of(Id[(Id.IndexOf('_', StringComparison.Ordinal) + 1)..]);

    public required string Summary { get; init; }

    public string? Description { get; init; }

    /// <summary>Why it is not to be repeated without a look; null when it may be.</summary>
    public string? RepeatWarning { get; init; }

    /// <summary>The scopes that a token needs; null where the specification does not say.</summary>
    public string? Scopes { get; init; }

    /// <summary>The values in the path, in their order, each with what it is.</summary>
    public required IReadOnlyList<(string Name, bool IsInteger, string Help)> PathValues { get; init; }

    public required IReadOnlyList<OperationParameter> Parameters { get; init; }

    /// <summary>The body; null without one.</summary>
    public BodyForm? Body { get; init; }

    /// <summary>How it is paged; null when it is no list.</summary>
    public PagingForm? Paging { get; init; }

    public bool IsRead => Method == HttpMethod.Get;

    public bool IsDeletion => Method == HttpMethod.Delete;
}
