using Newtonsoft.Json.Linq;

namespace IdentitySdk.Core;

/// <summary>Paging style of objects with the items in one member, and possibly the next cursor in another.</summary>
/// <remarks>Without an override of <see cref="NextCursor"/> the list has a single page.</remarks>
internal class KeyedPaging : PagingStyle
{
    /// <inheritdoc/>
    public sealed override PageContent<T>? Read<T>(ref ModelReader reader, ReadValue<IReadOnlyList<T>> readItems, PageContext context)
    {
        if (!reader.BeginObject())
        {
            return null;
        }

        var member = ItemsMember(reader.Document);
        IReadOnlyList<T>? items = null;
        JToken? reported = null;
        var isPage = false;
        while (reader.ReadName() is { } name)
        {
            // An empty page may lack the member for its items, but then another member of a page is present.
            isPage |= name == member || name == CursorMember || name == Size;
            if (name == member)
            {
                ThrowIfRepeated(items is not null, name);
                items = readItems(ref reader);
                reader.ThrowIfMismatched();
            }
            else if (name == CursorMember)
            {
                ThrowIfRepeated(reported is not null, name);
                reported = reader.ReadJToken();
            }
            else
            {
                reader.Skip();
            }
        }

        if (!isPage)
        {
            throw new JsonFormatException("The object is not a page of a list.", "$", 0);
        }

        items ??= [];
        return new PageContent<T>(items, NextCursor(ReadCursor(reported, $"$.{CursorMember}"), items.Count, context.Request));
    }

    /// <summary>The JSON member with the items; null without one.</summary>
    /// <param name="document">The page.</param>
    protected virtual string? ItemsMember(ReadOnlySpan<byte> document) => Items;

    /// <summary>The JSON member with the cursor; null without one.</summary>
    protected virtual string? CursorMember => null;

    /// <summary>Decides the next cursor.</summary>
    /// <param name="reported">The text of <see cref="CursorMember"/>; null when it is missing, null or empty.</param>
    /// <param name="count">The number of items on the page.</param>
    /// <param name="request">The request for the page.</param>
    /// <returns>The next cursor; null on the last page.</returns>
    protected virtual string? NextCursor(string? reported, int count, ApiRequest request) => null;
}
