using IdentitySdk.Core;

namespace IdentitySdk.OneLogin;

/// <summary>A whole list in an envelope or bare, flat or in nested arrays: <c>[[1, 2]]</c>, and <c>[[]]</c> for none.</summary>
internal sealed class EnvelopeListPaging : PagingStyle
{
    public override PageContent<T>? Read<T>(ref JsonInput input, JsonRead<IReadOnlyList<T>> readItems, PageContext context)
    {
        IReadOnlyList<T>? items = null;
        if (input.TryBeginObject() is not { } isObject)
        {
            throw NoList();
        }

        if (!isObject)
        {
            return new PageContent<T>(ReadItems(ref input, readItems), null);
        }

        while (input.ReadName() is { } name)
        {
            if (name != "data")
            {
                input.Skip();
            }
            else if (input.TryBeginObject() is false)
            {
                items = ReadItems(ref input, readItems);
            }
            else
            {
                throw NoList();
            }
        }

        return new PageContent<T>(items ?? throw NoList(), null);
    }

    private static IReadOnlyList<T> ReadItems<T>(ref JsonInput input, JsonRead<IReadOnlyList<T>> readItems)
    {
        var items = input.IsNestedArray() ? input.ReadList(readItems)?.SelectMany(static each => each).ToList() : readItems(ref input);
        input.ThrowIfMismatched();
        return items!;
    }

    private static JsonFormatException NoList() => new("The envelope holds no list.", "$.data", 0);
}
