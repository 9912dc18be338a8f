using IdentitySdk.Core;

namespace IdentitySdk.OneLogin;

/// <summary>OneLogin's paging styles.</summary>
internal static class Paging
{
    /// <summary>Paging for an envelope with <c>pagination.after_cursor</c>, or a bare array with an <c>After-Cursor</c> header as in newer documents.</summary>
    public static PagingStyle Envelope(string cursor, string? size = null, int? largest = null) =>
        new EnvelopePaging { Cursor = cursor, Size = size, LargestSize = largest };

    /// <summary>Paging for an envelope with the whole list; its items may be in a nested array.</summary>
    public static PagingStyle EnvelopeList() => new EnvelopeListPaging();
}

public partial class UsersClient
{
    /// <inheritdoc/>
    public virtual AsyncPageable<User> ListAllAsync(
        ListUsersOptions? options = null, RequestOptions? requestOptions = null, CancellationToken cancellationToken = default) =>
        _api.List(ListPages(options), requestOptions, cancellationToken);

    /// <inheritdoc/>
    public virtual AsyncPageable<string> ListAllCustomAttributesAsync(RequestOptions? requestOptions = null, CancellationToken cancellationToken = default) =>
        _api.List(ListCustomAttributesPages(), requestOptions, cancellationToken);

    /// <inheritdoc/>
    public virtual AsyncPageable<UserApp> ListAllAppsAsync(
        long userId, ListUserAppsOptions? options = null, RequestOptions? requestOptions = null, CancellationToken cancellationToken = default) =>
        _api.List(ListAppsPages(userId, options), requestOptions, cancellationToken);
}

public partial class UserRolesClient
{
    /// <inheritdoc/>
    public virtual AsyncPageable<long> ListAllAsync(long userId, RequestOptions? requestOptions = null, CancellationToken cancellationToken = default) =>
        _api.List(ListPages(userId), requestOptions, cancellationToken);
}
