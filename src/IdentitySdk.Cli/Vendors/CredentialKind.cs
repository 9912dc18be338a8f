namespace IdentitySdk.Cli.Vendors;

/// <summary>A kind of credential, as the environment variables that it consists of.</summary>
/// <param name="Name">Its name on the command line.</param>
/// <param name="Secret">The variable with its secret.</param>
/// <param name="Help">What it is, for the help.</param>
internal sealed record CredentialKind(string Name, string Secret, string Help)
{
    /// <summary>The further variables that it needs.</summary>
    public IReadOnlyList<string> Required { get; init; } = [];

    /// <summary>The further variables that it may have.</summary>
    public IReadOnlyList<string> Optional { get; init; } = [];

    /// <summary>The variables that it needs.</summary>
    public IReadOnlyList<string> Variables => [.. Required, Secret];

    public override string ToString() => string.Join(" and ", Variables);
}
