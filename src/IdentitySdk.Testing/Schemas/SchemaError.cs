namespace IdentitySdk.Testing.Schemas;

/// <summary>A value that breaks the schema of its operation.</summary>
/// <param name="Rule">The rule that it breaks.</param>
/// <param name="Path">The query parameter, or the path of members from the body's root, such as <c>profile.login</c>; empty for the body itself.</param>
/// <param name="IsQuery">Whether it is a query parameter.</param>
/// <param name="Detail">The expected value, as text.</param>
internal sealed record SchemaError(SchemaRule Rule, string Path, bool IsQuery, string Detail)
{
    /// <summary>The last name of the path.</summary>
    public string Name => Path[(Path.LastIndexOf('.') + 1)..];
}
