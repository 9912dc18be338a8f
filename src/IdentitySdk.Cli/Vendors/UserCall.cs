namespace IdentitySdk.Cli.Vendors;

/// <summary>An operation for one user.</summary>
/// <param name="Operation">The operation id in the specification.</param>
/// <param name="Id">The path or query parameter with the user's id.</param>
internal sealed record UserCall(string Operation, string Id)
{
    /// <summary>Further query parameters.</summary>
    public IReadOnlyDictionary<string, string> Query { get; init; } = new Dictionary<string, string>();

    /// <summary>The consequence of the call, for the prompt; null when it only reads.</summary>
    public string? Consequence { get; init; }
}
