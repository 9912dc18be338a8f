using IdentitySdk.Core;

namespace IdentitySdk.Agilicus;

/// <summary>Paging by email.</summary>
internal sealed class EmailKeysetPaging : KeyedPaging
{
    /// <summary>Without a cursor Agilicus may not page at all, so the first request sends an empty one.</summary>
    public override string FirstCursor => "";

    protected override string CursorMember => "next_page_email";

    /// <summary>Missing, null and empty all mean the last page.</summary>
    protected override string? NextCursor(string? reported, int count, ApiRequest request) => reported is { Length: > 0 } ? reported : null;
}
