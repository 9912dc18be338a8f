using IdentitySdk.Core;

namespace IdentitySdk.Okta;

/// <summary>Okta's paging styles.</summary>
internal static class Paging
{
    /// <summary>Paging by the <c>next</c> link in the <c>Link</c> header, which is also followed for lists that are documented as a single page.</summary>
    public static PagingStyle Link(string cursor, string? size = null, int? largest = null) =>
        new LinkPaging { Cursor = cursor, Size = size, LargestSize = largest };
}

public partial class UsersClient
{
    /// <inheritdoc/>
    public virtual AsyncPageable<User> ListAllAsync(
        ListUsersOptions? options = null, RequestOptions? requestOptions = null, CancellationToken cancellationToken = default) =>
        _api.List(ListPages(options), requestOptions, cancellationToken);
}

public partial class UserRolesClient
{
    /// <inheritdoc/>
    public virtual AsyncPageable<Role> ListAllAsync(
        string userId, ListRolesOptions? options = null, RequestOptions? requestOptions = null, CancellationToken cancellationToken = default) =>
        _api.List(ListPages(userId, options), requestOptions, cancellationToken);
}

public partial class UserRoleTargetsClient
{
    /// <inheritdoc/>
    public virtual AsyncPageable<CatalogApplication> ListAllAppsAsync(
        string userId, string roleId, ListAppTargetsOptions? options = null,
        RequestOptions? requestOptions = null, CancellationToken cancellationToken = default) =>
        _api.List(ListAppsPages(userId, roleId, options), requestOptions, cancellationToken);

    /// <inheritdoc/>
    public virtual AsyncPageable<Group> ListAllGroupsAsync(
        string userId, string roleId, ListGroupTargetsOptions? options = null,
        RequestOptions? requestOptions = null, CancellationToken cancellationToken = default) =>
        _api.List(ListGroupsPages(userId, roleId, options), requestOptions, cancellationToken);
}

public partial class UserGrantsClient
{
    /// <inheritdoc/>
    public virtual AsyncPageable<OAuth2ScopeConsentGrant> ListAllAsync(
        string userId, ListGrantsOptions? options = null, RequestOptions? requestOptions = null, CancellationToken cancellationToken = default) =>
        _api.List(ListPages(userId, options), requestOptions, cancellationToken);

    /// <inheritdoc/>
    public virtual AsyncPageable<OAuth2ScopeConsentGrant> ListAllForClientAsync(
        string userId, string clientId, ListClientGrantsOptions? options = null,
        RequestOptions? requestOptions = null, CancellationToken cancellationToken = default) =>
        _api.List(ListForClientPages(userId, clientId, options), requestOptions, cancellationToken);
}

public partial class UserTokensClient
{
    /// <inheritdoc/>
    public virtual AsyncPageable<OAuth2Client> ListAllClientsAsync(
        string userId, RequestOptions? requestOptions = null, CancellationToken cancellationToken = default) =>
        _api.List(ListClientsPages(userId), requestOptions, cancellationToken);

    /// <inheritdoc/>
    public virtual AsyncPageable<OAuth2RefreshToken> ListAllAsync(
        string userId, string clientId, ListTokensOptions? options = null,
        RequestOptions? requestOptions = null, CancellationToken cancellationToken = default) =>
        _api.List(ListPages(userId, clientId, options), requestOptions, cancellationToken);
}

public partial class UserLinkedObjectsClient
{
    /// <inheritdoc/>
    public virtual AsyncPageable<ResponseLinks> ListAllAsync(
        string userId, string relationshipName, ListLinkedObjectsOptions? options = null,
        RequestOptions? requestOptions = null, CancellationToken cancellationToken = default) =>
        _api.List(ListPages(userId, relationshipName, options), requestOptions, cancellationToken);
}

public partial class UserResourcesClient
{
    /// <inheritdoc/>
    public virtual AsyncPageable<AppLink> ListAllAppLinksAsync(
        string userId, RequestOptions? requestOptions = null, CancellationToken cancellationToken = default) =>
        _api.List(ListAppLinksPages(userId), requestOptions, cancellationToken);

    /// <inheritdoc/>
    public virtual AsyncPageable<Group> ListAllGroupsAsync(
        string userId, RequestOptions? requestOptions = null, CancellationToken cancellationToken = default) =>
        _api.List(ListGroupsPages(userId), requestOptions, cancellationToken);

    /// <inheritdoc/>
    public virtual AsyncPageable<IdentityProvider> ListAllIdentityProvidersAsync(
        string userId, RequestOptions? requestOptions = null, CancellationToken cancellationToken = default) =>
        _api.List(ListIdentityProvidersPages(userId), requestOptions, cancellationToken);
}
