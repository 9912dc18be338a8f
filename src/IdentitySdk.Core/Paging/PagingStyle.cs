using System.Globalization;
using Newtonsoft.Json.Linq;

namespace IdentitySdk.Core;

/// <summary>Paging style of a list: where a page has its items and the next cursor, and which query parameter sends the cursor.</summary>
internal abstract class PagingStyle
{
    /// <summary>The query parameter that carries the cursor; null for a list of one page.</summary>
    public string? Cursor { get; init; }

    /// <summary>The query parameter that carries the page size; null without one.</summary>
    public string? Size { get; init; }

    /// <summary>The largest page size that the vendor documents; null where it documents none.</summary>
    public int? LargestSize { get; init; }

    /// <summary>The JSON member with the items; null when the items are the document, or the style knows the member.</summary>
    public string? Items { get; init; }

    /// <summary>The cursor of the first page; null (the default) sends none.</summary>
    public virtual string? FirstCursor => null;

    /// <summary>Whether a query parameter belongs to paging rather than to the filters, such as the cursor and the page size.</summary>
    public virtual bool IsPaging(string name) => name == Cursor || name == Size;

    /// <summary>Creates the request for the page at a cursor.</summary>
    /// <param name="first">The request for the first page.</param>
    /// <param name="cursor">A cursor that <see cref="Read"/> has returned.</param>
    public virtual ApiRequest At(ApiRequest first, string cursor) => first.With(Cursor!, cursor);

    /// <summary>Finds the cursor in the caller's own parameters; null without one.</summary>
    public virtual string? FindCursor(ApiRequest request) => Cursor is null ? null : request.FindQuery(Cursor);

    /// <summary>Reads a cursor; null for the last page. A cursor of another type neither ends the list nor is sent.</summary>
    /// <param name="reported">The member; null when it is missing.</param>
    /// <param name="path">The member's path.</param>
    /// <exception cref="JsonFormatException">The member is neither text nor an integer.</exception>
    public static string? ReadCursor(JToken? reported, string path) => reported switch
    {
        null or JValue { Value: null or "" } => null,
        JValue { Type: JTokenType.String or JTokenType.Integer } cursor => cursor.ToString(CultureInfo.InvariantCulture),
        _ => throw new JsonFormatException("The cursor is neither a string nor a number.", path, 0),
    };

    /// <summary>Rejects a second member of the same name: the items or the cursor of one of them would be lost.</summary>
    /// <param name="isRead">Whether the member has been read before.</param>
    /// <param name="name">The member.</param>
    /// <exception cref="JsonFormatException">The member is repeated.</exception>
    protected static void ThrowIfRepeated(bool isRead, string name)
    {
        if (isRead)
        {
            throw new JsonFormatException("The page contains a member twice.", $"$.{name}", 0);
        }
    }

    /// <summary>Reads two members of an object that has begun: the items and another one; all others are skipped.</summary>
    /// <typeparam name="T">The items' type.</typeparam>
    /// <param name="reader">The body.</param>
    /// <param name="readItems">Reads the array of items.</param>
    /// <param name="itemsName">The member with the items.</param>
    /// <param name="otherName">The other member.</param>
    /// <returns>The members; null where one is missing.</returns>
    /// <exception cref="JsonFormatException">One of the members occurs twice.</exception>
    protected static (IReadOnlyList<T>? Items, JToken? Other) ReadMembers<T>(
        ref ModelReader reader, ReadValue<IReadOnlyList<T>> readItems, string itemsName, string otherName)
    {
        IReadOnlyList<T>? items = null;
        JToken? other = null;
        while (reader.ReadName() is { } name)
        {
            if (name == itemsName)
            {
                ThrowIfRepeated(items is not null, name);
                items = readItems(ref reader);
                reader.ThrowIfMismatched();
            }
            else if (name == otherName)
            {
                ThrowIfRepeated(other is not null, name);
                other = reader.ReadJToken(isUnique: true);
            }
            else
            {
                reader.Skip();
            }
        }

        return (items, other);
    }

    /// <summary>Reads a page.</summary>
    /// <typeparam name="T">The items' type.</typeparam>
    /// <param name="reader">The body.</param>
    /// <param name="readItems">Reads the array of items.</param>
    /// <param name="context">The request and the response of the page.</param>
    /// <returns>The items and the next cursor; null only when the reader has recorded a mismatch.</returns>
    public abstract PageContent<T>? Read<T>(ref ModelReader reader, ReadValue<IReadOnlyList<T>> readItems, PageContext context);
}
