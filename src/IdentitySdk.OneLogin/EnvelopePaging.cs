using IdentitySdk.Core;
namespace IdentitySdk.OneLogin;

/// <summary>Paging style of envelopes that contain a cursor, or bare arrays with the cursor in a header; the first page shows which one applies.</summary>
/// <remarks>
/// A cursor from an envelope is sent as <c>after_cursor</c> with all filters (recorded traffic). A cursor from a header is sent as <c>cursor</c> and nothing
/// else: it contains page size and filters, and OneLogin rejects it together with them ("Requests can only have cursor xor pagination arguments").
/// </remarks>
internal sealed class EnvelopePaging : PagingStyle
{
    private const string HeaderCursor = "cursor";

    // Marks cursors from a header, also in continuation tokens. A cursor from an envelope is marked only where it begins like a mark itself.
    private const string HeaderMark = "header:";
    private const string BodyMark = "body:";

    public override bool IsPaging(string name) => name == HeaderCursor || base.IsPaging(name);

    public override ApiRequest At(ApiRequest first, string cursor) =>
        Unmark(cursor, HeaderMark) is { } inHeader ? first.WithOnly(HeaderCursor, inHeader) : first.With(Cursor!, Unmark(cursor, BodyMark) ?? cursor);

    public override string? FindCursor(ApiRequest request) =>
        request.FindQuery(HeaderCursor) is { } inHeader ? HeaderMark + inHeader : base.FindCursor(request) is { } inBody ? MarkBody(inBody) : null;

    public override PageContent<T>? Read<T>(ref ModelReader reader, ReadValue<IReadOnlyList<T>> readItems, PageContext context)
    {
        if (reader.TryBeginObject() is not { } isObject)
        {
            return null;
        }

        if (!isObject)
        {
            // OneLogin's newer documentation: the cursor is in a header, which is empty on the last page.
            var inHeader = PageCursor.InHeaders(context, isFirst: FindCursor(context.Request) is null);
            return readItems(ref reader) is { } bare ? new PageContent<T>(bare, inHeader is null ? null : HeaderMark + inHeader) : null;
        }

        var (items, pagination) = ReadMembers(ref reader, readItems, "data", "pagination");
        return items is null
            ? throw new JsonFormatException("The envelope has no data.", "$.data", 0)
            : new PageContent<T>(items, PageCursor.InEnvelope(pagination, context.Response) is { } cursor ? MarkBody(cursor) : null);
    }

    private static string MarkBody(string cursor) =>
        cursor.StartsWith(HeaderMark, StringComparison.Ordinal) || cursor.StartsWith(BodyMark, StringComparison.Ordinal) ? BodyMark + cursor : cursor;

    private static string? Unmark(string cursor, string mark) => cursor.StartsWith(mark, StringComparison.Ordinal) ? cursor[mark.Length..] : null;
}
