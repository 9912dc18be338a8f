using IdentitySdk.Core;

namespace IdentitySdk.Sample;

/// <summary>Sample's paging styles: one method for each that an x-paging of the specification names.</summary>
internal static class Paging
{
    /// <summary>Paging by cursor: the response's <c>next_cursor</c> is the next cursor, and an empty one ends the list.</summary>
    public static PagingStyle Cursor(string items, string cursor, string size, int? largest = null) =>
        new CursorPaging("next_cursor") { Items = items, Cursor = cursor, Size = size, LargestSize = largest };
}

public partial class UsersClient
{
    /// <inheritdoc/>
    public virtual AsyncPageable<User> ListAllAsync(
        ListUsersOptions? options = null, RequestOptions? requestOptions = null, CancellationToken cancellationToken = default) =>
        _api.List(ListPages(options), requestOptions, cancellationToken);
}
