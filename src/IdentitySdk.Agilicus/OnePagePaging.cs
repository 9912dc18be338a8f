using IdentitySdk.Core;

namespace IdentitySdk.Agilicus;

/// <summary>Paging style of lists for which Agilicus documents no cursor. If a page has one, ending the list there would silently truncate it.</summary>
internal sealed class OnePagePaging : KeyedPaging
{
    protected override string CursorMember => "next_page_email";

    protected override string? NextCursor(string? reported, int count, ApiRequest request) => reported is null
        ? null
        : throw new JsonFormatException("The page has a cursor for a next page, but the list is documented as a single page.", $"$.{CursorMember}", 0);
}
