using IdentitySdk.Core;

namespace IdentitySdk.Okta;

/// <summary>How Okta cuts lists into pages.</summary>
internal static class Paging
{
    /// <summary>A <c>next</c> link in the <c>Link</c> header; also followed for lists that are documented as one page, should Okta ever send one.</summary>
    public static PagingStyle Link(string cursor, string? size = null) => new LinkPaging { Cursor = cursor, Size = size };
}
