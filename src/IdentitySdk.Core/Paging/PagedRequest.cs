namespace IdentitySdk.Core;

/// <summary>A list before its first page is asked for: what generated list operations build.</summary>
/// <typeparam name="T">The items' type.</typeparam>
/// <param name="request">The call as the caller wants it.</param>
/// <param name="style">How the list is cut into pages.</param>
/// <param name="readItems">Reads the array of items.</param>
internal sealed class PagedRequest<T>(ApiRequest request, PagingStyle style, ReadValue<IReadOnlyList<T>> readItems)
{
    public ApiRequest Request { get; } = request;

    public PagingStyle Style { get; } = style;

    public ReadValue<IReadOnlyList<T>> ReadItems { get; } = readItems;

    /// <summary>The call that gets the first page, with the cursor that the vendor wants to see there unless the caller names one.</summary>
    public ApiRequest First => Style is { FirstCursor: { } cursor, Cursor: { } name } && !Request.Parameters.Any(pair => pair.Key == name)
        ? Request.With(name, cursor)
        : Request;
}
