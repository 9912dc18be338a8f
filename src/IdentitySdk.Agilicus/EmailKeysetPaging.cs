using IdentitySdk.Core;

namespace IdentitySdk.Agilicus;

/// <summary>Pages by email.</summary>
internal sealed class EmailKeysetPaging : KeyedPaging
{
    /// <summary>Without a cursor Agilicus may not page at all, so the first page's is sent empty.</summary>
    public override string FirstCursor => "";

    protected override string CursorMember => "next_page_email";

    /// <summary>Absent, null and empty all mean the end.</summary>
    protected override string? NextCursor(string? told, int count, ApiRequest request) => told is { Length: > 0 } ? told : null;
}
