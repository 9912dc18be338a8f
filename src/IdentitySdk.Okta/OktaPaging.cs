namespace IdentitySdk.Okta;

/// <summary>The paging styles of Okta's lists, for <see cref="RawRequest.Paging"/>.</summary>
/// <remarks>A raw list uses <see cref="Link"/> unless another style is set.</remarks>
public static class OktaPaging
{
    /// <summary>Paging for an array with the link to the next page in the <c>Link</c> header (<c>rel="next"</c>).</summary>
    /// <param name="cursor">The query parameter with the cursor.</param>
    /// <param name="size">The query parameter with the page size; null without one.</param>
    /// <returns>The paging style.</returns>
    public static RawPaging Link(string cursor = "after", string? size = "limit") => RawPaging.Link(cursor, size);

    /// <summary>Paging for an object with the items in a member and the link to the next page in <c>_links.next</c>: <c>/api/v1/iam/roles</c>.</summary>
    /// <param name="items">The member with the items, such as <c>roles</c>.</param>
    /// <param name="cursor">The query parameter with the cursor.</param>
    /// <param name="size">The query parameter with the page size; null without one.</param>
    /// <returns>The paging style.</returns>
    public static RawPaging LinkInBody(string items, string cursor = "after", string? size = "limit") => new(new BodyLinkPaging
    {
        Items = RawPaging.Name(items, nameof(items)), Cursor = RawPaging.Name(cursor, nameof(cursor)), Size = size,
    });
}
