namespace IdentitySdk.Core;

/// <summary>A list before its first page is requested: what generated list operations build.</summary>
/// <typeparam name="T">The items' type.</typeparam>
/// <param name="request">The request with the caller's parameters.</param>
/// <param name="style">The paging style.</param>
/// <param name="readItems">Reads the array of items.</param>
internal sealed class PagedRequest<T>(ApiRequest request, PagingStyle style, ReadValue<IReadOnlyList<T>> readItems)
{
    public ApiRequest Request { get; } = request;

    public PagingStyle Style { get; } = style;

    public ReadValue<IReadOnlyList<T>> ReadItems { get; } = readItems;

    /// <summary>The request for the first page, with the style's first cursor unless the caller sets one.</summary>
    public ApiRequest First => Style is { FirstCursor: { } cursor, Cursor: { } name } && !Request.Parameters.Any(pair => pair.Key == name)
        ? Request.With(name, cursor)
        : Request;

    /// <summary>Adds query parameters of the caller's.</summary>
    /// <exception cref="ArgumentException">The operation or its paging has a parameter of the same name.</exception>
    public PagedRequest<T> WithExtra(IEnumerable<KeyValuePair<string, string>> extra) =>
        new(Request.WithExtra(extra, [Style.Cursor, Style.Size, .. extra.Select(static pair => pair.Key).Where(Style.IsPaging)]), Style, ReadItems);
}
