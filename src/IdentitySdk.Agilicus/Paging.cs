using IdentitySdk.Core;

namespace IdentitySdk.Agilicus;

/// <summary>Agilicus' paging styles.</summary>
internal static class Paging
{
    /// <summary>Paging by email: <c>next_page_email</c> is the cursor of the next page; the first request sends an empty cursor.</summary>
    public static PagingStyle EmailKeyset(string items, string cursor, string? size, int? largest = null) =>
        new EmailKeysetPaging { Items = items, Cursor = cursor, Size = size, LargestSize = largest };

    /// <summary>Paging by offset: <c>offset</c> is the cursor of the next page, until a page is empty.</summary>
    public static PagingStyle Offset(string items, string cursor, string? size, int? largest = null) =>
        new OffsetPaging { Items = items, Cursor = cursor, Size = size, LargestSize = largest };

    /// <summary>A single page: items beyond <c>limit</c> cannot be read.</summary>
    public static PagingStyle Keyed(string items, string? size = null, int? largest = null) =>
        new OnePagePaging { Items = items, Size = size, LargestSize = largest };
}

public partial class UsersClient
{
    /// <inheritdoc/>
    public virtual AsyncPageable<User> ListAllAsync(
        ListUsersOptions? options = null, RequestOptions? requestOptions = null, CancellationToken cancellationToken = default) =>
        _api.List(ListPages(options), requestOptions, cancellationToken);

    /// <inheritdoc/>
    public virtual AsyncPageable<string> ListAllIdsAsync(
        ListUserIdsOptions? options = null, RequestOptions? requestOptions = null, CancellationToken cancellationToken = default) =>
        _api.List(ListIdsPages(options), requestOptions, cancellationToken);

    /// <inheritdoc/>
    public virtual AsyncPageable<CombinedUserDetail> ListAllCombinedDetailsAsync(
        ListCombinedUserDetailsOptions? options = null, RequestOptions? requestOptions = null, CancellationToken cancellationToken = default) =>
        _api.List(ListCombinedDetailsPages(options), requestOptions, cancellationToken);

    /// <inheritdoc/>
    public virtual AsyncPageable<Org> ListAllOrgsAsync(
        string userId, ListUserOrgsOptions? options = null, RequestOptions? requestOptions = null, CancellationToken cancellationToken = default) =>
        _api.List(ListOrgsPages(userId, options), requestOptions, cancellationToken);
}

public partial class UserRolesClient
{
    /// <inheritdoc/>
    public virtual AsyncPageable<OrgUserRole> ListAllForOrgAsync(
        ListOrgUserRolesOptions? options = null, RequestOptions? requestOptions = null, CancellationToken cancellationToken = default) =>
        _api.List(ListForOrgPages(options), requestOptions, cancellationToken);
}

public partial class MfaChallengeMethodsClient
{
    /// <inheritdoc/>
    public virtual AsyncPageable<MfaChallengeMethod> ListAllAsync(
        string userId, ListMfaChallengeMethodsOptions? options = null, RequestOptions? requestOptions = null, CancellationToken cancellationToken = default) =>
        _api.List(ListPages(userId, options), requestOptions, cancellationToken);
}

public partial class UpstreamIdentitiesClient
{
    /// <inheritdoc/>
    public virtual AsyncPageable<UpstreamUserIdentity> ListAllAsync(
        string userId, ListUpstreamIdentitiesOptions? options = null, RequestOptions? requestOptions = null, CancellationToken cancellationToken = default) =>
        _api.List(ListPages(userId, options), requestOptions, cancellationToken);
}

public partial class ServiceAccountsClient
{
    /// <inheritdoc/>
    public virtual AsyncPageable<ServiceAccount> ListAllAsync(
        ListServiceAccountsOptions? options = null, RequestOptions? requestOptions = null, CancellationToken cancellationToken = default) =>
        _api.List(ListPages(options), requestOptions, cancellationToken);
}

public partial class UserMetadataClient
{
    /// <inheritdoc/>
    public virtual AsyncPageable<UserMetadata> ListAllAsync(
        ListUserMetadataOptions? options = null, RequestOptions? requestOptions = null, CancellationToken cancellationToken = default) =>
        _api.List(ListPages(options), requestOptions, cancellationToken);
}

public partial class UserRequestsClient
{
    /// <inheritdoc/>
    public virtual AsyncPageable<UserRequestInfo> ListAllAsync(
        ListUserRequestsOptions? options = null, RequestOptions? requestOptions = null, CancellationToken cancellationToken = default) =>
        _api.List(ListPages(options), requestOptions, cancellationToken);

    /// <inheritdoc/>
    public virtual AsyncPageable<AccessRequest> ListAllAccessRequestsAsync(
        string orgId, ListAccessRequestsOptions? options = null, RequestOptions? requestOptions = null, CancellationToken cancellationToken = default) =>
        _api.List(ListAccessRequestsPages(orgId, options), requestOptions, cancellationToken);
}

public partial class AccessInfoClient
{
    /// <inheritdoc/>
    public virtual AsyncPageable<UserApplicationAccessInfo> ListAllApplicationsAsync(
        string orgId, string userId, ListApplicationAccessInfoOptions? options = null,
        RequestOptions? requestOptions = null, CancellationToken cancellationToken = default) =>
        _api.List(ListApplicationsPages(orgId, userId, options), requestOptions, cancellationToken);

    /// <inheritdoc/>
    public virtual AsyncPageable<UserFileShareAccessInfo> ListAllFileSharesAsync(
        string orgId, string userId, ListFileShareAccessInfoOptions? options = null,
        RequestOptions? requestOptions = null, CancellationToken cancellationToken = default) =>
        _api.List(ListFileSharesPages(orgId, userId, options), requestOptions, cancellationToken);
}
