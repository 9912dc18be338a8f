namespace IdentitySdk.Core;

/// <summary>A list before its first page is asked for: what generated list operations build.</summary>
/// <typeparam name="T">The items' type.</typeparam>
/// <param name="Request">The call that gets the first page.</param>
/// <param name="Style">How the list is cut into pages.</param>
/// <param name="ReadItems">Reads the array of items.</param>
public sealed record PagedRequest<T>(ApiRequest Request, PagingStyle Style, JsonRead<IReadOnlyList<T>> ReadItems);
