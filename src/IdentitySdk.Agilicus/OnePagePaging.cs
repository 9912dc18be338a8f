using IdentitySdk.Core;

namespace IdentitySdk.Agilicus;

/// <summary>Paging style of lists for which Agilicus documents no cursor. Should a page have one, ending there would truncate the list silently.</summary>
internal sealed class OnePagePaging : KeyedPaging
{
    protected override string CursorMember => "next_page_email";

    protected override string? NextCursor(string? reported, int count, ApiRequest request) => reported is null
        ? null
        : throw new JsonFormatException("The page has a cursor of a next page, but the list was said to have one page.", $"$.{CursorMember}", 0);
}
