namespace IdentitySdk.Agilicus;

/// <summary>The paging styles of Agilicus' lists, for <see cref="RawRequest.Paging"/>.</summary>
/// <remarks>A raw list is paged by email unless a style is named: the first request sends an empty <c>previous_email</c>, and the items are the only array.</remarks>
public static class AgilicusPaging
{
    /// <summary>By email: <c>next_page_email</c> of a page is the cursor of the next one; the first request sends an empty one.</summary>
    /// <param name="items">The member with the items, such as <c>users</c>.</param>
    /// <param name="cursor">The query parameter with the cursor.</param>
    /// <param name="size">The query parameter with the page size.</param>
    /// <returns>The style.</returns>
    public static RawPaging EmailKeyset(string items, string cursor = "previous_email", string? size = "limit") => new(new EmailKeysetPaging
    {
        Items = RawPaging.Name(items, nameof(items)), Cursor = RawPaging.Name(cursor, nameof(cursor)), Size = size,
    });

    /// <summary>By offset: <c>offset</c> of a page is the cursor of the next one, until a page is empty.</summary>
    /// <inheritdoc cref="EmailKeyset"/>
    public static RawPaging Offset(string items, string cursor = "offset", string? size = "limit") => new(new OffsetPaging
    {
        Items = RawPaging.Name(items, nameof(items)), Cursor = RawPaging.Name(cursor, nameof(cursor)), Size = size,
    });

    /// <summary>One page: items beyond its <c>limit</c> cannot be reached. A page that names a next one is an <see cref="InvalidResponseException"/>.</summary>
    /// <param name="items">The member with the items.</param>
    /// <param name="size">The query parameter with the page size; null without one.</param>
    /// <returns>The style.</returns>
    public static RawPaging Keyed(string items, string? size = "limit") => new(Paging.Keyed(RawPaging.Name(items, nameof(items)), size));
}
