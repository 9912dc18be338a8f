using IdentitySdk.Core;

namespace IdentitySdk.OneLogin;

/// <summary>How OneLogin cuts lists into pages.</summary>
internal static class Paging
{
    /// <summary>An envelope with <c>pagination.after_cursor</c>; newer documents show a bare array with an <c>After-Cursor</c> header, which is read too.</summary>
    public static PagingStyle Envelope(string cursor, string? size = null) => new EnvelopePaging { Cursor = cursor, Size = size };

    /// <summary>An envelope that is never continued; its items may stand in a nested array.</summary>
    public static PagingStyle EnvelopeList() => new EnvelopeListPaging();
}

public partial interface IUsersClient
{
    /// <summary>All items of <see cref="ListAsync"/>, across all pages. Nothing is sent before the list is enumerated.</summary>
    /// <param name="options">The optional parameters; null sends none.</param>
    /// <param name="request">What the calls do differently from their client; null for nothing.</param>
    /// <param name="cancellationToken">Ends each enumeration, also between two items.</param>
    /// <returns>The items as a sequence, or page by page.</returns>
    AsyncPageable<User> ListAllAsync(ListUsersOptions? options = null, RequestOptions? request = null, CancellationToken cancellationToken = default);

    /// <summary>All items of <see cref="ListCustomAttributesAsync"/>, across all pages. Nothing is sent before the list is enumerated.</summary>
    /// <param name="request">What the calls do differently from their client; null for nothing.</param>
    /// <param name="cancellationToken">Ends each enumeration, also between two items.</param>
    /// <returns>The items as a sequence, or page by page.</returns>
    AsyncPageable<string> ListAllCustomAttributesAsync(RequestOptions? request = null, CancellationToken cancellationToken = default);

    /// <summary>All items of <see cref="ListAppsAsync"/>, across all pages. Nothing is sent before the list is enumerated.</summary>
    /// <param name="userId">Id of the user. The value given by the server may exceed 32 bits in time; something other than an integer is a 400.</param>
    /// <param name="options">The optional parameters; null sends none.</param>
    /// <param name="request">What the calls do differently from their client; null for nothing.</param>
    /// <param name="cancellationToken">Ends each enumeration, also between two items.</param>
    /// <returns>The items as a sequence, or page by page.</returns>
    AsyncPageable<UserApp> ListAllAppsAsync(long userId, ListUserAppsOptions? options = null, RequestOptions? request = null, CancellationToken cancellationToken = default);
}

public partial class UsersClient
{
    /// <inheritdoc/>
    public virtual AsyncPageable<User> ListAllAsync(ListUsersOptions? options = null, RequestOptions? request = null, CancellationToken cancellationToken = default) =>
        _api.List(ListPages(options, request), request, cancellationToken);

    /// <inheritdoc/>
    public virtual AsyncPageable<string> ListAllCustomAttributesAsync(RequestOptions? request = null, CancellationToken cancellationToken = default) =>
        _api.List(ListCustomAttributesPages(request), request, cancellationToken);

    /// <inheritdoc/>
    public virtual AsyncPageable<UserApp> ListAllAppsAsync(long userId, ListUserAppsOptions? options = null, RequestOptions? request = null, CancellationToken cancellationToken = default) =>
        _api.List(ListAppsPages(userId, options, request), request, cancellationToken);
}

public partial interface IUserRolesClient
{
    /// <summary>All items of <see cref="ListAsync"/>, across all pages. Nothing is sent before the list is enumerated.</summary>
    /// <param name="userId">Id of the user. The value given by the server may exceed 32 bits in time; something other than an integer is a 400.</param>
    /// <param name="request">What the calls do differently from their client; null for nothing.</param>
    /// <param name="cancellationToken">Ends each enumeration, also between two items.</param>
    /// <returns>The items as a sequence, or page by page.</returns>
    AsyncPageable<long> ListAllAsync(long userId, RequestOptions? request = null, CancellationToken cancellationToken = default);
}

public partial class UserRolesClient
{
    /// <inheritdoc/>
    public virtual AsyncPageable<long> ListAllAsync(long userId, RequestOptions? request = null, CancellationToken cancellationToken = default) =>
        _api.List(ListPages(userId, request), request, cancellationToken);
}
