using System.Globalization;
using IdentitySdk.Core;
using Newtonsoft.Json.Linq;

namespace IdentitySdk.OneLogin;

/// <summary>Finds the cursor of the next page: in the pagination of an envelope, or in the headers of a bare array.</summary>
internal static class PageCursor
{
    // The list of privileges uses the second name.
    private static readonly string[] s_cursors = ["after_cursor", "afterCursor"];
    private static readonly string[] s_links = ["next_link", "nextLink"];

    /// <summary>The cursor of an envelope; null on the last page.</summary>
    /// <exception cref="JsonFormatException">The envelope and the headers do not show whether there is a next page.</exception>
    public static string? InEnvelope(JToken? pagination, ApiResponse response) => pagination switch
    {
        JObject members when InPagination(members) is { } cursor => cursor,
        JObject or null or JValue { Value: null } when InHeader(response) is null => null,
        JObject or null or JValue { Value: null } => throw new JsonFormatException("The pagination has no cursor, but a header has one.", "$.pagination", 0),
        _ => throw new JsonFormatException("The pagination is not an object.", "$.pagination", 0),
    };

    /// <summary>A list ends where the cursor is null or empty and there is no link; anything else may be another way to reference the next page.</summary>
    private static string? InPagination(JObject members)
    {
        string[] cursors = [.. s_cursors.Select(name => PagingStyle.ReadCursor(members[name], "$.pagination." + name)).OfType<string>().Distinct()];
        return cursors switch
        {
            [var cursor] => cursor,
            [_, _] => throw new JsonFormatException("The pagination has two cursors.", "$.pagination", 0),
            _ when !s_cursors.Any(members.ContainsKey) => throw new JsonFormatException("The pagination has no cursor.", "$.pagination", 0),
            _ when s_links.Any(name => members[name] is not (null or JValue { Value: null or "" })) =>
                throw new JsonFormatException("The pagination has a link to a next page, but no cursor.", "$.pagination", 0),
            _ => null,
        };
    }

    /// <summary>The cursor in a header; null without one. A proxy may duplicate the header, or add an empty one.</summary>
    private static string? InHeader(ApiResponse response) => ReadValues(response, "After-Cursor") switch
    {
        [] => null,
        [var cursor] => cursor,
        _ => throw new JsonFormatException("The header has two cursors.", "After-Cursor", 0),
    };

    /// <summary>The cursor of a bare array. A page without one must be the last one, unless the caller requests pages by number.</summary>
    /// <exception cref="JsonFormatException">The headers report more pages, but no cursor.</exception>
    public static string? InHeaders(PageContext context, bool isFirst)
    {
        if (InHeader(context.Response) is { } cursor)
        {
            return cursor;
        }

        return context.Request.FindQuery("page") is null
            && (ReadNumber(context.Response, "Current-Page") ?? (isFirst ? 1 : null)) < ReadNumber(context.Response, "Total-Pages")
            ? throw new JsonFormatException("The headers report more pages, but no cursor.", "After-Cursor", 0)
            : null;
    }

    private static int? ReadNumber(ApiResponse response, string name) =>
        ReadValues(response, name).SelectMany(static value => value.Split(',')).Select(static value => value.Trim()).Distinct().ToList() switch
        {
            [] => null,
            [var value] when int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) => number,
            _ => throw new JsonFormatException("The header is not a number.", name, 0),
        };

    private static List<string> ReadValues(ApiResponse response, string name) =>
        response.Headers.TryGetValue(name, out var values) ? [.. values.Where(static value => !string.IsNullOrWhiteSpace(value)).Distinct()] : [];
}
