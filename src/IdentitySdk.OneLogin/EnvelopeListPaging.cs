using IdentitySdk.Core;

namespace IdentitySdk.OneLogin;

/// <summary>A whole list in an envelope or bare, flat or in nested arrays: <c>[[1, 2]]</c>, and <c>[[]]</c> for none.</summary>
internal sealed class EnvelopeListPaging : PagingStyle
{
    public override PageContent<T>? Read<T>(ref ModelReader reader, ReadValue<IReadOnlyList<T>> readItems, PageContext context)
    {
        IReadOnlyList<T>? items = null;
        if (reader.TryBeginObject() is not { } isObject)
        {
            throw NoList();
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
                throw NoList();
            }
        }

        return new PageContent<T>(items ?? throw NoList(), null);
    }

    private static IReadOnlyList<T> ReadItems<T>(ref ModelReader reader, ReadValue<IReadOnlyList<T>> readItems)
    {
        var items = reader.IsNestedArray() ? reader.ReadList(readItems)?.SelectMany(static each => each).ToList() : readItems(ref reader);
        reader.ThrowIfMismatched();
        return items!;
    }

    private static JsonFormatException NoList() => new("The envelope holds no list.", "$.data", 0);
}
