namespace IdentitySdk.Core;

/// <summary>Paging style of an array that is the whole list.</summary>
internal sealed class ArrayPaging : PagingStyle
{
    /// <inheritdoc/>
    public override PageContent<T>? Read<T>(ref ModelReader reader, ReadValue<IReadOnlyList<T>> readItems, PageContext context)
    {
        // Ending the list here would truncate it silently.
        if (context.Response.Headers.TryGetValue("Link", out var headers) && LinkHeader.FindNext(headers) is not null)
        {
            throw new JsonFormatException("The response has a link to a next page, but the list is read as a single page.", "Link", 0);
        }

        return readItems(ref reader) is { } items ? new PageContent<T>(items, null) : null;
    }
}
