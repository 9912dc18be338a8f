using IdentitySdk.Core;

namespace IdentitySdk.Agilicus;

/// <summary>Paging style by email: <c>next_page_email</c> of the response is the next cursor.</summary>
internal class EmailKeysetPaging() : CursorPaging("next_page_email")
{
    /// <summary>An empty cursor: without one, Agilicus may not return pages at all.</summary>
    public sealed override string FirstCursor => "";
}
