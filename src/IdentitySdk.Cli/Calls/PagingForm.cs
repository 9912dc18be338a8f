namespace IdentitySdk.Cli.Calls;

/// <summary>The paging of a list.</summary>
/// <param name="Style">The name of the paging style in the specification.</param>
/// <param name="Items">The member with the items; null without one.</param>
/// <param name="Cursor">The parameter with the cursor; null without one.</param>
/// <param name="Size">The parameter with the page size; null without one.</param>
internal sealed record PagingForm(string Style, string? Items, string? Cursor, string? Size);
