namespace IdentitySdk.Core;

/// <summary>Paging style of arrays with a link to the next page in the <c>Link</c> header (RFC 8288), <c>rel="next"</c>.</summary>
/// <remarks>
/// Only the cursor is taken from the link, and only from a link to the same or a trusted origin: a server must not choose where a credential is sent.
/// </remarks>
internal sealed class LinkPaging : PagingStyle
{
    /// <inheritdoc/>
    public override PageContent<T>? Read<T>(ref ModelReader reader, ReadValue<IReadOnlyList<T>> readItems, PageContext context) =>
        readItems(ref reader) is { } items ? new PageContent<T>(items, ReadNextCursor(context)) : null;

    private string? ReadNextCursor(PageContext context) =>
        context.Response.Headers.TryGetValue("Link", out var headers) && LinkHeader.FindNext(headers) is { } target
            ? ReadCursor(target, Cursor!, context)
            : null;

    /// <summary>Reads the cursor in a link to the next page.</summary>
    /// <param name="target">The link's target, absolute or relative to the base address.</param>
    /// <param name="cursor">The query parameter that carries the cursor.</param>
    /// <param name="context">The page.</param>
    /// <exception cref="JsonFormatException">The target is not a URI, leads to another origin, or has no cursor.</exception>
    public static string ReadCursor(string target, string cursor, PageContext context)
    {
        if (!Uri.TryCreate(context.BaseAddress, target, out var next) || !next.IsAbsoluteUri)
        {
            throw new JsonFormatException("The link to the next page is not a URI.", "Link", 0);
        }

        if (!BaseAddress.IsSameOrTrustedOrigin(next, context.BaseAddress, context.TrustedOrigins))
        {
            throw new JsonFormatException(
                $"The link to the next page leads to another origin, {Origin(next)}; if it is yours, add it to TrustedOrigins.", "Link", 0);
        }

        return LinkHeader.ReadParameter(next, cursor) ?? throw new JsonFormatException("The link to the next page has no cursor.", "Link", 0);
    }

    /// <summary>Scheme, host and port, without user info.</summary>
    private static string Origin(Uri address) => $"{address.Scheme}://{address.Authority}";
}
