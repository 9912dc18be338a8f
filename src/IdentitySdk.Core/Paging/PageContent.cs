namespace IdentitySdk.Core;

/// <summary>What a page holds.</summary>
/// <typeparam name="T">The items' type.</typeparam>
/// <param name="items">The items.</param>
/// <param name="nextCursor">Where the list goes on; null on the last page.</param>
internal sealed class PageContent<T>(IReadOnlyList<T> items, string? nextCursor)
{
    public IReadOnlyList<T> Items { get; } = items;

    public string? NextCursor { get; } = nextCursor;

    /// <summary>How many items there are: a cursor may be an email.</summary>
    /// <returns>For example <c>3 items</c>.</returns>
    public override string ToString() => $"{Items.Count} items";
}
