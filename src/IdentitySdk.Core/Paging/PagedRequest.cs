namespace IdentitySdk.Core;

/// <summary>A list before its first page is asked for: what generated list operations build.</summary>
/// <typeparam name="T">The items' type.</typeparam>
/// <param name="Request">The call as the caller wants it.</param>
/// <param name="Style">How the list is cut into pages.</param>
/// <param name="ReadItems">Reads the array of items.</param>
internal sealed record PagedRequest<T>(ApiRequest Request, PagingStyle Style, JsonRead<IReadOnlyList<T>> ReadItems)
{
    /// <summary>The call that gets the first page, with the cursor that the vendor wants to see there unless the caller names one.</summary>
    public ApiRequest First => Style is { FirstCursor: { } cursor, Cursor: { } name } && !Request.Parameters.Any(pair => pair.Key == name)
        ? Request.With(name, cursor)
        : Request;
}
