namespace IdentitySdk.Core;

/// <summary>An array, and the next page in the <c>Link</c> header (RFC 8288) with <c>rel="next"</c>.</summary>
/// <remarks>Only the cursor is taken from the link, and only from one to the same origin: a credential follows no server's suggestion.</remarks>
internal sealed class LinkPaging : PagingStyle
{
    /// <inheritdoc/>
    public override PageContent<T>? Read<T>(ref ModelReader reader, ReadValue<IReadOnlyList<T>> readItems, PageContext context) =>
        readItems(ref reader) is { } items ? new PageContent<T>(items, NextCursor(context)) : null;

    private string? NextCursor(PageContext context)
    {
        if (!context.Response.Headers.TryGetValue("Link", out var headers) || LinkHeader.Next(headers) is not { } target)
        {
            return null;
        }

        if (!Uri.TryCreate(context.BaseAddress, target, out var next) || !next.IsAbsoluteUri)
        {
            throw new JsonFormatException("The link to the next page is not a URI.", "Link", 0);
        }

        if (!BaseAddress.IsSameOrigin(next, context.BaseAddress) && !context.TrustedOrigins.Any(origin => BaseAddress.IsSameOrigin(next, origin)))
        {
            throw new JsonFormatException(
                $"The link to the next page leads to another origin, {Origin(next)}; if it is yours, name it in TrustedOrigins.", "Link", 0);
        }

        return LinkHeader.Parameter(next, Cursor!) ?? throw new JsonFormatException("The link to the next page has no cursor.", "Link", 0);
    }

    /// <summary>Scheme, host and port, without what may stand in front of the host.</summary>
    private static string Origin(Uri address) => $"{address.Scheme}://{address.Authority}";
}
