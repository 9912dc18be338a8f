using IdentitySdk.Core;

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
            return new PageContent<T>(ReadItems(ref reader, readItems), null);
        }

        while (reader.ReadName() is { } name)
        {
            if (name != "data")
            {
                reader.Skip();
            }
            else if (reader.TryBeginObject() is false)
            {
                items = ReadItems(ref reader, readItems);
            }
            else
            {
                throw MissingList();
            }
        }

        return new PageContent<T>(items ?? throw MissingList(), null);
    }

    private static IReadOnlyList<T> ReadItems<T>(ref ModelReader reader, ReadValue<IReadOnlyList<T>> readItems)
    {
        var items = reader.IsNestedArray() ? reader.ReadList(readItems)?.SelectMany(static list => list).ToList() : readItems(ref reader);
        reader.ThrowIfMismatched();
        return items!;
    }

    private static JsonFormatException MissingList() => new("The envelope has no list.", "$.data", 0);
}
