using IdentitySdk.Core;
namespace IdentitySdk.OneLogin;

/// <summary>Paging style of complete lists, with or without an envelope, flat or nested: <c>[[1, 2]]</c>, or <c>[[]]</c> when empty.</summary>
internal sealed class EnvelopeListPaging : PagingStyle
{
    public override PageContent<T>? Read<T>(ref ModelReader reader, ReadValue<IReadOnlyList<T>> readItems, PageContext context)
    {
        if (reader.TryBeginObject() is not { } isObject)
        {
            throw MissingList();
        }

        if (!isObject)
        {
            ThrowIfMore(PageCursor.InHeaders(context, isFirst: true));
            return new PageContent<T>(ReadItems(ref reader, readItems), null);
        }

        var (items, pagination) = ReadMembers<T>(
            ref reader, (ref data) => data.TryBeginObject() is false ? ReadItems(ref data, readItems) : throw MissingList(), "data", "pagination");
        ThrowIfMore(PageCursor.InEnvelope(pagination, context.Response));
        return new PageContent<T>(items ?? throw MissingList(), null);
    }

    private static IReadOnlyList<T> ReadItems<T>(ref ModelReader reader, ReadValue<IReadOnlyList<T>> readItems)
    {
        var items = reader.IsNestedArray() ? reader.ReadList(readItems)?.SelectMany(static list => list).ToList() : readItems(ref reader);
        reader.ThrowIfMismatched();
        return items!;
    }

    /// <summary>Ending the list here would silently truncate it.</summary>
    private static void ThrowIfMore(string? cursor)
    {
        if (cursor is not null)
        {
            throw new JsonFormatException("The response has a cursor for a next page, but the list is documented as a single page.", "$.pagination", 0);
        }
    }

    private static JsonFormatException MissingList() => new("The envelope has no list.", "$.data", 0);
}
