using IdentitySdk.Core;

namespace IdentitySdk.Agilicus;

/// <summary>Paging by email: the response's <c>next_page_email</c> is the next cursor.</summary>
internal class EmailKeysetPaging() : CursorPaging("next_page_email")
{
    /// <summary>Without a cursor Agilicus may not page at all, so the first request sends an empty one.</summary>
    public sealed override string FirstCursor => "";
}
