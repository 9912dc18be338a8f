using IdentitySdk.Core;
using Newtonsoft.Json.Linq;

namespace IdentitySdk.OneLogin;

/// <summary>A complete list, with or without an envelope, flat or nested: <c>[[1, 2]]</c>, or <c>[[]]</c> when empty.</summary>
internal sealed class EnvelopeListPaging : PagingStyle
{
    public override PageContent<T>? Read<T>(ref ModelReader reader, ReadValue<IReadOnlyList<T>> readItems, PageContext context)
    {
        IReadOnlyList<T>? items = null;
        if (reader.TryBeginObject() is not { } isObject)
        {
            throw MissingList();
        }

        if (!isObject)
        {
            ThrowIfMore(PageCursor.InHeaders(context, isFirst: true));
            return new PageContent<T>(ReadItems(ref reader, readItems), null);
        }

        JToken? pagination = null;

        while (reader.ReadName() is { } name)
        {
            if (name == "data")
            {
                ThrowIfRepeated(items is not null, name);
                items = reader.TryBeginObject() is false ? ReadItems(ref reader, readItems) : throw MissingList();
            }
            else if (name == "pagination")
            {
                ThrowIfRepeated(pagination is not null, name);
                pagination = reader.ReadJToken(isUnique: true);
            }
            else
            {
                reader.Skip();
            }
        }

        ThrowIfMore(PageCursor.InEnvelope(pagination, context.Response));
        return new PageContent<T>(items ?? throw MissingList(), null);
    }

    private static IReadOnlyList<T> ReadItems<T>(ref ModelReader reader, ReadValue<IReadOnlyList<T>> readItems)
    {
        var items = reader.IsNestedArray() ? reader.ReadList(readItems)?.SelectMany(static list => list).ToList() : readItems(ref reader);
        reader.ThrowIfMismatched();
        return items!;
    }

    /// <summary>Ending here would truncate the list silently.</summary>
    private static void ThrowIfMore(string? cursor)
    {
        if (cursor is not null)
        {
            throw new JsonFormatException("The response has a cursor of a next page, but the list was said to have one page.", "$.pagination", 0);
        }
    }

    private static JsonFormatException MissingList() => new("The envelope has no list.", "$.data", 0);
}
