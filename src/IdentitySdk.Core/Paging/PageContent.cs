namespace IdentitySdk.Core;

/// <summary>What a page holds.</summary>
/// <typeparam name="T">The items' type.</typeparam>
/// <param name="Items">The items.</param>
/// <param name="NextCursor">Where the list goes on; null on the last page.</param>
internal sealed record PageContent<T>(IReadOnlyList<T> Items, string? NextCursor)
{
    /// <summary>How many items there are: a cursor may be an email.</summary>
    /// <returns>For example <c>3 items</c>.</returns>
    public override string ToString() => $"{Items.Count} items";
}
