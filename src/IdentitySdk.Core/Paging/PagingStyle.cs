namespace IdentitySdk.Core;

/// <summary>Paging style of a list: where the items are, where the cursor is, and which query parameter sends it back.</summary>
internal abstract class PagingStyle
{
    /// <summary>The query parameter that carries the cursor; null for a list of one page.</summary>
    public string? Cursor { get; init; }

    /// <summary>The query parameter that carries the page size; null without one.</summary>
    public string? Size { get; init; }

    /// <summary>The largest page size that the vendor documents; null where it documents none.</summary>
    public int? LargestSize { get; init; }

    /// <summary>The JSON member that holds the items; null when the items are the document, or the style knows the member.</summary>
    public string? Items { get; init; }

    /// <summary>The cursor of the first page; null (the default) sends none.</summary>
    public virtual string? FirstCursor => null;

    /// <summary>Whether a query parameter belongs to paging rather than to the filters, such as the cursor and the page size.</summary>
    public virtual bool IsPaging(string name) => name == Cursor || name == Size;

    /// <summary>Makes the request for the page at a cursor.</summary>
    /// <param name="first">The request for the first page.</param>
    /// <param name="cursor">A cursor that <see cref="Read"/> has returned.</param>
    public virtual ApiRequest At(ApiRequest first, string cursor) => first.With(Cursor!, cursor);

    /// <summary>Finds the cursor that the caller's own parameters hold; null for none.</summary>
    public virtual string? FindCursor(ApiRequest request) => Cursor is null ? null : request.FindQuery(Cursor);

    /// <summary>Reads a page.</summary>
    /// <typeparam name="T">The items' type.</typeparam>
    /// <param name="reader">The body.</param>
    /// <param name="readItems">Reads the array of items.</param>
    /// <param name="context">The request and the response of the page.</param>
    /// <returns>The items and the next cursor; null only when the reader has recorded a mismatch.</returns>
    public abstract PageContent<T>? Read<T>(ref ModelReader reader, ReadValue<IReadOnlyList<T>> readItems, PageContext context);
}
