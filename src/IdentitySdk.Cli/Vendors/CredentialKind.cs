namespace IdentitySdk.Cli.Vendors;

/// <summary>A kind of credential and its environment variables.</summary>
/// <param name="Name">The name on the command line.</param>
/// <param name="Secret">The variable with the secret.</param>
/// <param name="Help">The description.</param>
internal sealed record CredentialKind(string Name, string Secret, string Help)
{
    /// <summary>Further required variables.</summary>
    public IReadOnlyList<string> Required { get; init; } = [];

    /// <summary>Further optional variables.</summary>
    public IReadOnlyList<string> Optional { get; init; } = [];

    /// <summary>All required variables.</summary>
    public IReadOnlyList<string> Variables => [.. Required, Secret];

    public override string ToString() => string.Join(" and ", Variables);
}
