namespace IdentitySdk.Testing.Forms;

/// <summary>A value that breaks the form of its operation.</summary>
/// <param name="Rule">What it breaks.</param>
/// <param name="Path">Its parameter, or its members from the body's root, such as <c>profile.login</c>; empty for the body itself.</param>
/// <param name="IsQuery">Whether it is a query parameter.</param>
/// <param name="Detail">What was expected, in words.</param>
internal sealed record FormError(FormRule Rule, string Path, bool IsQuery, string Detail)
{
    /// <summary>The last name of the path.</summary>
    public string Name => Path[(Path.LastIndexOf('.') + 1)..];
}
