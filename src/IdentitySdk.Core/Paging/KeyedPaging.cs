using Newtonsoft.Json.Linq;

namespace IdentitySdk.Core;

/// <summary>An object whose one member holds the items; other members may tell where the list goes on.</summary>
/// <remarks>As it stands it is a list of a single page; a style with a cursor says in <see cref="NextCursor"/> where it is.</remarks>
internal class KeyedPaging : PagingStyle
{
    /// <inheritdoc/>
    public sealed override PageContent<T>? Read<T>(ref ModelReader reader, ReadValue<IReadOnlyList<T>> readItems, PageContext context)
    {
        if (!reader.BeginObject())
        {
            return null;
        }

        IReadOnlyList<T>? items = null;
        string? told = null;
        var isPage = false;
        while (reader.ReadName() is { } name)
        {
            // Without rows the items may be left out, but then the rest of a page is there.
            isPage |= name == Items || name == CursorMember || name == Size;
            if (name == Items)
            {
                items = readItems(ref reader);
                reader.ThrowIfMismatched();
            }
            else if (name == CursorMember)
            {
                told = reader.ReadJToken() is { Type: not JTokenType.Null } token ? token.ToString() : null;
            }
            else
            {
                reader.Skip();
            }
        }

        if (!isPage)
        {
            throw new JsonFormatException("The object is no page of a list.", "$", 0);
        }

        items ??= [];
        return new PageContent<T>(items, NextCursor(told, items.Count, context.Request));
    }

    /// <summary>The JSON member that tells where the list goes on; null when there is none.</summary>
    protected virtual string? CursorMember => null;

    /// <summary>Where the list goes on.</summary>
    /// <param name="told">The text of <see cref="CursorMember"/>; null when it is absent or null.</param>
    /// <param name="count">How many items the page has.</param>
    /// <param name="request">The call that got the page.</param>
    /// <returns>The next cursor; null on the last page.</returns>
    protected virtual string? NextCursor(string? told, int count, ApiRequest request) => null;
}
