namespace IdentitySdk.Core;

/// <summary>The items of a page and the next cursor.</summary>
/// <typeparam name="T">The items' type.</typeparam>
/// <param name="items">The items.</param>
/// <param name="nextCursor">The cursor of the next page; null on the last page.</param>
internal sealed class PageContent<T>(IReadOnlyList<T> items, string? nextCursor)
{
    public IReadOnlyList<T> Items => items;

    public string? NextCursor => nextCursor;

    /// <summary>The number of items only: a cursor may be an email.</summary>
    /// <returns>For example <c>3 items</c>.</returns>
    public override string ToString() => $"{Items.Count} items";
}
