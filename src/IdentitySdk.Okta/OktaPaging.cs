namespace IdentitySdk.Okta;

/// <summary>The paging styles of Okta's lists, for <see cref="RawRequest.Paging"/>.</summary>
/// <remarks>A raw list is paged by links, with the parameters <c>after</c> and <c>limit</c>, unless a style is named.</remarks>
public static class OktaPaging
{
    /// <summary>An array, with the next page as the link <c>rel="next"</c> in the <c>Link</c> header.</summary>
    /// <param name="cursor">The query parameter with the cursor.</param>
    /// <param name="size">The query parameter with the page size; null without one.</param>
    /// <returns>The style.</returns>
    public static RawPaging Link(string cursor = "after", string? size = "limit") => RawPaging.Link(cursor, size);

    /// <summary>An object with the items in a member, and the next page as the link <c>_links.next</c>, such as <c>/api/v1/iam/roles</c>.</summary>
    /// <param name="items">The member with the items, such as <c>roles</c>.</param>
    /// <param name="cursor">The query parameter with the cursor.</param>
    /// <param name="size">The query parameter with the page size; null without one.</param>
    /// <returns>The style.</returns>
    public static RawPaging LinkInBody(string items, string cursor = "after", string? size = "limit") => new(new BodyLinkPaging
    {
        Items = RawPaging.Name(items, nameof(items)), Cursor = RawPaging.Name(cursor, nameof(cursor)), Size = size,
    });
}
