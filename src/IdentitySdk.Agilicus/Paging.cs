using IdentitySdk.Core;

namespace IdentitySdk.Agilicus;

/// <summary>How Agilicus cuts lists into pages.</summary>
internal static class Paging
{
    /// <summary>By email: the response's <c>next_page_email</c> goes back as the cursor, and the first page is asked for with an empty one.</summary>
    public static PagingStyle EmailKeyset(string items, string cursor, string size) => new EmailKeysetPaging { Items = items, Cursor = cursor, Size = size };

    /// <summary>By offset: the response's <c>offset</c> goes back, until a page is empty.</summary>
    public static PagingStyle Offset(string items, string cursor, string size) => new OffsetPaging { Items = items, Cursor = cursor, Size = size };

    /// <summary>One page: more than its <c>limit</c> cannot be reached.</summary>
    public static PagingStyle Keyed(string items, string? size = null) => new KeyedPaging { Items = items, Size = size };
}

public partial interface IUsersClient
{
    /// <summary>All items of <see cref="ListAsync"/>, across all pages. Nothing is sent before the list is enumerated.</summary>
    /// <param name="options">The optional parameters; null sends none.</param>
    /// <param name="request">What the calls do differently from their client; null for nothing.</param>
    /// <param name="cancellationToken">Ends each enumeration, also between two items.</param>
    /// <returns>The items as a sequence, or page by page.</returns>
    AsyncPageable<User> ListAllAsync(ListUsersOptions? options = null, RequestOptions? request = null, CancellationToken cancellationToken = default);

    /// <summary>All items of <see cref="ListCombinedDetailsAsync"/>, across all pages. Nothing is sent before the list is enumerated.</summary>
    /// <param name="options">The optional parameters; null sends none.</param>
    /// <param name="request">What the calls do differently from their client; null for nothing.</param>
    /// <param name="cancellationToken">Ends each enumeration, also between two items.</param>
    /// <returns>The items as a sequence, or page by page.</returns>
    AsyncPageable<CombinedUserDetail> ListAllCombinedDetailsAsync(ListCombinedUserDetailsOptions? options = null, RequestOptions? request = null, CancellationToken cancellationToken = default);

    /// <summary>All items of <see cref="ListOrgsAsync"/>, across all pages. Nothing is sent before the list is enumerated.</summary>
    /// <param name="userId">The id of the user.</param>
    /// <param name="options">The optional parameters; null sends none.</param>
    /// <param name="request">What the calls do differently from their client; null for nothing.</param>
    /// <param name="cancellationToken">Ends each enumeration, also between two items.</param>
    /// <returns>The items as a sequence, or page by page.</returns>
    AsyncPageable<Org> ListAllOrgsAsync(string userId, ListUserOrgsOptions? options = null, RequestOptions? request = null, CancellationToken cancellationToken = default);
}

public partial class UsersClient
{
    /// <inheritdoc/>
    public virtual AsyncPageable<User> ListAllAsync(ListUsersOptions? options = null, RequestOptions? request = null, CancellationToken cancellationToken = default) =>
        _api.List(ListPages(options, request), request, cancellationToken);

    /// <inheritdoc/>
    public virtual AsyncPageable<CombinedUserDetail> ListAllCombinedDetailsAsync(ListCombinedUserDetailsOptions? options = null, RequestOptions? request = null, CancellationToken cancellationToken = default) =>
        _api.List(ListCombinedDetailsPages(options, request), request, cancellationToken);

    /// <inheritdoc/>
    public virtual AsyncPageable<Org> ListAllOrgsAsync(string userId, ListUserOrgsOptions? options = null, RequestOptions? request = null, CancellationToken cancellationToken = default) =>
        _api.List(ListOrgsPages(userId, options, request), request, cancellationToken);
}

public partial interface IUserRolesClient
{
    /// <summary>All items of <see cref="ListForOrgAsync"/>, across all pages. Nothing is sent before the list is enumerated.</summary>
    /// <param name="options">The optional parameters; null sends none.</param>
    /// <param name="request">What the calls do differently from their client; null for nothing.</param>
    /// <param name="cancellationToken">Ends each enumeration, also between two items.</param>
    /// <returns>The items as a sequence, or page by page.</returns>
    AsyncPageable<OrgUserRole> ListAllForOrgAsync(ListOrgUserRolesOptions? options = null, RequestOptions? request = null, CancellationToken cancellationToken = default);
}

public partial class UserRolesClient
{
    /// <inheritdoc/>
    public virtual AsyncPageable<OrgUserRole> ListAllForOrgAsync(ListOrgUserRolesOptions? options = null, RequestOptions? request = null, CancellationToken cancellationToken = default) =>
        _api.List(ListForOrgPages(options, request), request, cancellationToken);
}

public partial interface IMfaChallengeMethodsClient
{
    /// <summary>All items of <see cref="ListAsync"/>, across all pages. Nothing is sent before the list is enumerated.</summary>
    /// <param name="userId">The id of the user.</param>
    /// <param name="options">The optional parameters; null sends none.</param>
    /// <param name="request">What the calls do differently from their client; null for nothing.</param>
    /// <param name="cancellationToken">Ends each enumeration, also between two items.</param>
    /// <returns>The items as a sequence, or page by page.</returns>
    AsyncPageable<MfaChallengeMethod> ListAllAsync(string userId, ListMfaChallengeMethodsOptions? options = null, RequestOptions? request = null, CancellationToken cancellationToken = default);
}

public partial class MfaChallengeMethodsClient
{
    /// <inheritdoc/>
    public virtual AsyncPageable<MfaChallengeMethod> ListAllAsync(string userId, ListMfaChallengeMethodsOptions? options = null, RequestOptions? request = null, CancellationToken cancellationToken = default) =>
        _api.List(ListPages(userId, options, request), request, cancellationToken);
}

public partial interface IUpstreamIdentitiesClient
{
    /// <summary>All items of <see cref="ListAsync"/>, across all pages. Nothing is sent before the list is enumerated.</summary>
    /// <param name="userId">The id of the user.</param>
    /// <param name="options">The optional parameters; null sends none.</param>
    /// <param name="request">What the calls do differently from their client; null for nothing.</param>
    /// <param name="cancellationToken">Ends each enumeration, also between two items.</param>
    /// <returns>The items as a sequence, or page by page.</returns>
    AsyncPageable<UpstreamUserIdentity> ListAllAsync(string userId, ListUpstreamIdentitiesOptions? options = null, RequestOptions? request = null, CancellationToken cancellationToken = default);
}

public partial class UpstreamIdentitiesClient
{
    /// <inheritdoc/>
    public virtual AsyncPageable<UpstreamUserIdentity> ListAllAsync(string userId, ListUpstreamIdentitiesOptions? options = null, RequestOptions? request = null, CancellationToken cancellationToken = default) =>
        _api.List(ListPages(userId, options, request), request, cancellationToken);
}

public partial interface IServiceAccountsClient
{
    /// <summary>All items of <see cref="ListAsync"/>, across all pages. Nothing is sent before the list is enumerated.</summary>
    /// <param name="options">The optional parameters; null sends none.</param>
    /// <param name="request">What the calls do differently from their client; null for nothing.</param>
    /// <param name="cancellationToken">Ends each enumeration, also between two items.</param>
    /// <returns>The items as a sequence, or page by page.</returns>
    AsyncPageable<ServiceAccount> ListAllAsync(ListServiceAccountsOptions? options = null, RequestOptions? request = null, CancellationToken cancellationToken = default);
}

public partial class ServiceAccountsClient
{
    /// <inheritdoc/>
    public virtual AsyncPageable<ServiceAccount> ListAllAsync(ListServiceAccountsOptions? options = null, RequestOptions? request = null, CancellationToken cancellationToken = default) =>
        _api.List(ListPages(options, request), request, cancellationToken);
}

public partial interface IUserMetadataClient
{
    /// <summary>All items of <see cref="ListAsync"/>, across all pages. Nothing is sent before the list is enumerated.</summary>
    /// <param name="options">The optional parameters; null sends none.</param>
    /// <param name="request">What the calls do differently from their client; null for nothing.</param>
    /// <param name="cancellationToken">Ends each enumeration, also between two items.</param>
    /// <returns>The items as a sequence, or page by page.</returns>
    AsyncPageable<UserMetadata> ListAllAsync(ListUserMetadataOptions? options = null, RequestOptions? request = null, CancellationToken cancellationToken = default);
}

public partial class UserMetadataClient
{
    /// <inheritdoc/>
    public virtual AsyncPageable<UserMetadata> ListAllAsync(ListUserMetadataOptions? options = null, RequestOptions? request = null, CancellationToken cancellationToken = default) =>
        _api.List(ListPages(options, request), request, cancellationToken);
}

public partial interface IUserRequestsClient
{
    /// <summary>All items of <see cref="ListAsync"/>, across all pages. Nothing is sent before the list is enumerated.</summary>
    /// <param name="options">The optional parameters; null sends none.</param>
    /// <param name="request">What the calls do differently from their client; null for nothing.</param>
    /// <param name="cancellationToken">Ends each enumeration, also between two items.</param>
    /// <returns>The items as a sequence, or page by page.</returns>
    AsyncPageable<UserRequestInfo> ListAllAsync(ListUserRequestsOptions? options = null, RequestOptions? request = null, CancellationToken cancellationToken = default);

    /// <summary>All items of <see cref="ListAccessRequestsAsync"/>, across all pages. Nothing is sent before the list is enumerated.</summary>
    /// <param name="orgId">The id of the organisation to look at.</param>
    /// <param name="options">The optional parameters; null sends none.</param>
    /// <param name="request">What the calls do differently from their client; null for nothing.</param>
    /// <param name="cancellationToken">Ends each enumeration, also between two items.</param>
    /// <returns>The items as a sequence, or page by page.</returns>
    AsyncPageable<AccessRequest> ListAllAccessRequestsAsync(string orgId, ListAccessRequestsOptions? options = null, RequestOptions? request = null, CancellationToken cancellationToken = default);
}

public partial class UserRequestsClient
{
    /// <inheritdoc/>
    public virtual AsyncPageable<UserRequestInfo> ListAllAsync(ListUserRequestsOptions? options = null, RequestOptions? request = null, CancellationToken cancellationToken = default) =>
        _api.List(ListPages(options, request), request, cancellationToken);

    /// <inheritdoc/>
    public virtual AsyncPageable<AccessRequest> ListAllAccessRequestsAsync(string orgId, ListAccessRequestsOptions? options = null, RequestOptions? request = null, CancellationToken cancellationToken = default) =>
        _api.List(ListAccessRequestsPages(orgId, options, request), request, cancellationToken);
}

public partial interface IAccessInfoClient
{
    /// <summary>All items of <see cref="ListApplicationsAsync"/>, across all pages. Nothing is sent before the list is enumerated.</summary>
    /// <param name="orgId">The id of the organisation to look at.</param>
    /// <param name="userId">The id of the user whose access is wanted.</param>
    /// <param name="options">The optional parameters; null sends none.</param>
    /// <param name="request">What the calls do differently from their client; null for nothing.</param>
    /// <param name="cancellationToken">Ends each enumeration, also between two items.</param>
    /// <returns>The items as a sequence, or page by page.</returns>
    AsyncPageable<UserApplicationAccessInfo> ListAllApplicationsAsync(string orgId, string userId, ListApplicationAccessInfoOptions? options = null, RequestOptions? request = null, CancellationToken cancellationToken = default);

    /// <summary>All items of <see cref="ListFileSharesAsync"/>, across all pages. Nothing is sent before the list is enumerated.</summary>
    /// <param name="orgId">The id of the organisation to look at.</param>
    /// <param name="userId">The id of the user whose access is wanted.</param>
    /// <param name="options">The optional parameters; null sends none.</param>
    /// <param name="request">What the calls do differently from their client; null for nothing.</param>
    /// <param name="cancellationToken">Ends each enumeration, also between two items.</param>
    /// <returns>The items as a sequence, or page by page.</returns>
    AsyncPageable<UserFileShareAccessInfo> ListAllFileSharesAsync(string orgId, string userId, ListFileShareAccessInfoOptions? options = null, RequestOptions? request = null, CancellationToken cancellationToken = default);
}

public partial class AccessInfoClient
{
    /// <inheritdoc/>
    public virtual AsyncPageable<UserApplicationAccessInfo> ListAllApplicationsAsync(string orgId, string userId, ListApplicationAccessInfoOptions? options = null, RequestOptions? request = null, CancellationToken cancellationToken = default) =>
        _api.List(ListApplicationsPages(orgId, userId, options, request), request, cancellationToken);

    /// <inheritdoc/>
    public virtual AsyncPageable<UserFileShareAccessInfo> ListAllFileSharesAsync(string orgId, string userId, ListFileShareAccessInfoOptions? options = null, RequestOptions? request = null, CancellationToken cancellationToken = default) =>
        _api.List(ListFileSharesPages(orgId, userId, options, request), request, cancellationToken);
}
