namespace IdentitySdk.Agilicus;

/// <summary>The paging styles of Agilicus' lists, for <see cref="RawRequest.Paging"/>.</summary>
/// <remarks>
/// A raw list is paged by email unless another style is set: the first request sends an empty <c>previous_email</c>, and the only array has the items.
/// </remarks>
public static class AgilicusPaging
{
    /// <summary>Paging by email: <c>next_page_email</c> is the cursor of the next page; the first request sends an empty cursor.</summary>
    /// <param name="items">The member with the items, such as <c>users</c>.</param>
    /// <param name="cursor">The query parameter with the cursor.</param>
    /// <param name="size">The query parameter with the page size; null without one.</param>
    /// <returns>The paging style.</returns>
    public static RawPaging EmailKeyset(string items, string cursor = "previous_email", string? size = "limit") =>
        new(Paging.EmailKeyset(RawPaging.Name(items, nameof(items)), RawPaging.Name(cursor, nameof(cursor)), size));

    /// <summary>Paging by offset: <c>offset</c> is the cursor of the next page, until a page is empty.</summary>
    /// <inheritdoc cref="EmailKeyset"/>
    public static RawPaging Offset(string items, string cursor = "offset", string? size = "limit") =>
        new(Paging.Offset(RawPaging.Name(items, nameof(items)), RawPaging.Name(cursor, nameof(cursor)), size));

    /// <summary>A single page: items beyond <c>limit</c> cannot be read. A page with a next cursor throws an <see cref="InvalidResponseException"/>.</summary>
    /// <param name="items">The member with the items.</param>
    /// <param name="size">The query parameter with the page size; null without one.</param>
    /// <returns>The paging style.</returns>
    public static RawPaging Keyed(string items, string? size = "limit") => new(Paging.Keyed(RawPaging.Name(items, nameof(items)), size));
}
