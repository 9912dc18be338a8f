using System.Globalization;
using IdentitySdk.Core;
using Newtonsoft.Json.Linq;

namespace IdentitySdk.OneLogin;

/// <summary>A page in an envelope, or a bare array with its cursor in a header.</summary>
internal sealed class EnvelopePaging : PagingStyle
{
    public override PageContent<T>? Read<T>(ref ModelReader reader, ReadValue<IReadOnlyList<T>> readItems, PageContext context)
    {
        if (reader.TryBeginObject() is not { } isObject)
        {
            return null;
        }

        if (!isObject)
        {
            // The shape in OneLogin's newer documentation; the cursor is in a header, which is empty on the last page.
            return readItems(ref reader) is { } bare ? new PageContent<T>(bare, ReadHeader(context.Response, "After-Cursor")) : null;
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
        JValue { Type: JTokenType.String or JTokenType.Integer } next => next.ToString(CultureInfo.InvariantCulture),
        _ => throw new JsonFormatException("The cursor is neither a string nor a number.", "$.pagination.after_cursor", 0),
    };

    private static string? ReadHeader(ApiResponse response, string name) =>
        response.Headers.TryGetValue(name, out var values) && values.FirstOrDefault() is { Length: > 0 } value ? value : null;
}
