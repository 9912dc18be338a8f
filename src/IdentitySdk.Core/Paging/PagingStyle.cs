namespace IdentitySdk.Core;

/// <summary>How a vendor cuts lists into pages: where the items are, where the cursor is, and which parameter takes it back.</summary>
internal abstract class PagingStyle
{
    /// <summary>The query parameter that carries the cursor; null for a list that is never continued.</summary>
    public string? Cursor { get; init; }

    /// <summary>The query parameter that carries the page size; null when the vendor has none.</summary>
    public string? Size { get; init; }

    /// <summary>The JSON member that holds the items; null when the items are the document, or always have the same name.</summary>
    public string? Items { get; init; }

    /// <summary>What the cursor parameter says for the first page; null (the default) leaves it out.</summary>
    public virtual string? FirstCursor => null;

    /// <summary>Reads a page.</summary>
    /// <typeparam name="T">The items' type.</typeparam>
    /// <param name="reader">The body.</param>
    /// <param name="readItems">Reads the array of items.</param>
    /// <param name="context">What else is known of the page.</param>
    /// <returns>The items and the next cursor; null only together with a mismatch.</returns>
    public abstract PageContent<T>? Read<T>(ref ModelReader reader, ReadValue<IReadOnlyList<T>> readItems, PageContext context);
}
