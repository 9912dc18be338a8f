using System.Globalization;
using IdentitySdk.Core;
using Newtonsoft.Json.Linq;

namespace IdentitySdk.OneLogin;

/// <summary>A page in an envelope with its cursor, or a bare array with the cursor in a header: the page shows how to request the next one.</summary>
/// <remarks>
/// A cursor from an envelope is sent as <c>after_cursor</c> beside all filters (recorded traffic). A cursor from a header is sent as <c>cursor</c> and nothing
/// else: it carries page size and filters, and OneLogin refuses it beside them ("Requests can only have cursor xor pagination arguments").
/// </remarks>
internal sealed class EnvelopePaging : PagingStyle
{
    private const string HeaderCursor = "cursor";

    // Tells cursors from a header apart, also in continuation tokens; one from an envelope has a mark only where it could be taken for a marked one.
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
            // The shape in OneLogin's newer documentation; the cursor is in a header, which is empty on the last page.
            return readItems(ref reader) is { } bare ? new PageContent<T>(bare, ReadHeaderCursor(context)) : null;
        }

        IReadOnlyList<T>? items = null;
        JToken? pagination = null;
        while (reader.ReadName() is { } name)
        {
            if (name == "data")
            {
                items = readItems(ref reader);
                reader.ThrowIfMismatched();
            }
            else if (name == "pagination")
            {
                pagination = reader.ReadJToken();
            }
            else
            {
                reader.Skip();
            }
        }

        return items is null
            ? throw new JsonFormatException("The envelope has no data.", "$.data", 0)
            : new PageContent<T>(items, ReadCursor(pagination, context.Response));
    }

    private static string? ReadCursor(JToken? pagination, ApiResponse response) => pagination switch
    {
        JObject members => ReadCursor(members["after_cursor"]),
        null or JValue { Value: null } when ReadHeader(response, "After-Cursor") is null => null,
        null or JValue { Value: null } => throw new JsonFormatException("The envelope has no pagination, but a header names a cursor.", "$.pagination", 0),
        _ => throw new JsonFormatException("The pagination is not an object.", "$.pagination", 0),
    };

    /// <summary>A cursor of an undocumented type must not be taken for the end of the list.</summary>
    private static string? ReadCursor(JToken? reported) => reported switch
    {
        null or JValue { Value: null or "" } => null,
        JValue { Type: JTokenType.String or JTokenType.Integer } next => MarkBody(next.ToString(CultureInfo.InvariantCulture)),
        _ => throw new JsonFormatException("The cursor is neither a string nor a number.", "$.pagination.after_cursor", 0),
    };

    /// <summary>A page without a cursor must be the last one, unless the caller counts pages.</summary>
    private static string? ReadHeaderCursor(PageContext context) => ReadHeader(context.Response, "After-Cursor") is { } cursor ? HeaderMark + cursor
        : context.Request.FindQuery("page") is null && ReadNumber(context.Response, "Current-Page") < ReadNumber(context.Response, "Total-Pages")
            ? throw new JsonFormatException("The headers count more pages, but name no cursor.", "After-Cursor", 0)
            : null;

    private static int? ReadNumber(ApiResponse response, string name) =>
        int.TryParse(ReadHeader(response, name), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static string MarkBody(string cursor) =>
        cursor.StartsWith(HeaderMark, StringComparison.Ordinal) || cursor.StartsWith(BodyMark, StringComparison.Ordinal) ? BodyMark + cursor : cursor;

    private static string? Unmark(string cursor, string mark) => cursor.StartsWith(mark, StringComparison.Ordinal) ? cursor[mark.Length..] : null;

    private static string? ReadHeader(ApiResponse response, string name) =>
        response.Headers.TryGetValue(name, out var values) && values.FirstOrDefault() is { Length: > 0 } value ? value : null;
}
