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
}
