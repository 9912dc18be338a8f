using IdentitySdk.Core;

namespace IdentitySdk.Okta;

/// <summary>How Okta cuts lists into pages.</summary>
internal static class Paging
{
    /// <summary>A <c>next</c> link in the <c>Link</c> header; also followed for lists that are documented as one page, should Okta ever send one.</summary>
    public static PagingStyle Link(string cursor, string? size = null) => new LinkPaging { Cursor = cursor, Size = size };
}

public partial interface IUsersClient
{
    /// <summary>All items of <see cref="ListAsync"/>, across all pages. Nothing is sent before the list is enumerated.</summary>
    /// <param name="options">The optional parameters; null sends none.</param>
    /// <param name="request">What the calls do differently from their client; null for nothing.</param>
    /// <param name="cancellationToken">Ends each enumeration, also between two items.</param>
    /// <returns>The items as a sequence, or page by page.</returns>
    AsyncPageable<User> ListAllAsync(ListUsersOptions? options = null, RequestOptions? request = null, CancellationToken cancellationToken = default);
}

public partial class UsersClient
{
    /// <inheritdoc/>
    public virtual AsyncPageable<User> ListAllAsync(ListUsersOptions? options = null, RequestOptions? request = null, CancellationToken cancellationToken = default) =>
        _api.List(ListPages(options, request), request, cancellationToken);
}

public partial interface IUserRolesClient
{
    /// <summary>All items of <see cref="ListAsync"/>, across all pages. Nothing is sent before the list is enumerated.</summary>
    /// <param name="userId">The user: its id, its login, or its short login (the login up to the @) where only one user matches; `me` is the user the credential belongs to. Sent as one escaped path segment. A login with a slash or a question mark in it cannot be addressed: find such a user by search and use the id.</param>
    /// <param name="options">The optional parameters; null sends none.</param>
    /// <param name="request">What the calls do differently from their client; null for nothing.</param>
    /// <param name="cancellationToken">Ends each enumeration, also between two items.</param>
    /// <returns>The items as a sequence, or page by page.</returns>
    AsyncPageable<Role> ListAllAsync(string userId, ListRolesOptions? options = null, RequestOptions? request = null, CancellationToken cancellationToken = default);
}

public partial class UserRolesClient
{
    /// <inheritdoc/>
    public virtual AsyncPageable<Role> ListAllAsync(string userId, ListRolesOptions? options = null, RequestOptions? request = null, CancellationToken cancellationToken = default) =>
        _api.List(ListPages(userId, options, request), request, cancellationToken);
}

public partial interface IUserRoleTargetsClient
{
    /// <summary>All items of <see cref="ListAppsAsync"/>, across all pages. Nothing is sent before the list is enumerated.</summary>
    /// <param name="userId">The user: its id, its login, or its short login (the login up to the @) where only one user matches; `me` is the user the credential belongs to. Sent as one escaped path segment. A login with a slash or a question mark in it cannot be addressed: find such a user by search and use the id.</param>
    /// <param name="roleId">The id of the role assignment, not of the role: `id` of an item in the role list of the user.</param>
    /// <param name="options">The optional parameters; null sends none.</param>
    /// <param name="request">What the calls do differently from their client; null for nothing.</param>
    /// <param name="cancellationToken">Ends each enumeration, also between two items.</param>
    /// <returns>The items as a sequence, or page by page.</returns>
    AsyncPageable<CatalogApplication> ListAllAppsAsync(string userId, string roleId, ListAppTargetsOptions? options = null, RequestOptions? request = null, CancellationToken cancellationToken = default);

    /// <summary>All items of <see cref="ListGroupsAsync"/>, across all pages. Nothing is sent before the list is enumerated.</summary>
    /// <param name="userId">The user: its id, its login, or its short login (the login up to the @) where only one user matches; `me` is the user the credential belongs to. Sent as one escaped path segment. A login with a slash or a question mark in it cannot be addressed: find such a user by search and use the id.</param>
    /// <param name="roleId">The id of the role assignment, not of the role: `id` of an item in the role list of the user.</param>
    /// <param name="options">The optional parameters; null sends none.</param>
    /// <param name="request">What the calls do differently from their client; null for nothing.</param>
    /// <param name="cancellationToken">Ends each enumeration, also between two items.</param>
    /// <returns>The items as a sequence, or page by page.</returns>
    AsyncPageable<Group> ListAllGroupsAsync(string userId, string roleId, ListGroupTargetsOptions? options = null, RequestOptions? request = null, CancellationToken cancellationToken = default);
}

public partial class UserRoleTargetsClient
{
    /// <inheritdoc/>
    public virtual AsyncPageable<CatalogApplication> ListAllAppsAsync(string userId, string roleId, ListAppTargetsOptions? options = null, RequestOptions? request = null, CancellationToken cancellationToken = default) =>
        _api.List(ListAppsPages(userId, roleId, options, request), request, cancellationToken);

    /// <inheritdoc/>
    public virtual AsyncPageable<Group> ListAllGroupsAsync(string userId, string roleId, ListGroupTargetsOptions? options = null, RequestOptions? request = null, CancellationToken cancellationToken = default) =>
        _api.List(ListGroupsPages(userId, roleId, options, request), request, cancellationToken);
}

public partial interface IUserGrantsClient
{
    /// <summary>All items of <see cref="ListAsync"/>, across all pages. Nothing is sent before the list is enumerated.</summary>
    /// <param name="userId">The user: its id, its login, or its short login (the login up to the @) where only one user matches; `me` is the user the credential belongs to. Sent as one escaped path segment. A login with a slash or a question mark in it cannot be addressed: find such a user by search and use the id.</param>
    /// <param name="options">The optional parameters; null sends none.</param>
    /// <param name="request">What the calls do differently from their client; null for nothing.</param>
    /// <param name="cancellationToken">Ends each enumeration, also between two items.</param>
    /// <returns>The items as a sequence, or page by page.</returns>
    AsyncPageable<OAuth2ScopeConsentGrant> ListAllAsync(string userId, ListGrantsOptions? options = null, RequestOptions? request = null, CancellationToken cancellationToken = default);

    /// <summary>All items of <see cref="ListForClientAsync"/>, across all pages. Nothing is sent before the list is enumerated.</summary>
    /// <param name="userId">The user: its id, its login, or its short login (the login up to the @) where only one user matches; `me` is the user the credential belongs to. Sent as one escaped path segment. A login with a slash or a question mark in it cannot be addressed: find such a user by search and use the id.</param>
    /// <param name="clientId">The id of the OAuth client.</param>
    /// <param name="options">The optional parameters; null sends none.</param>
    /// <param name="request">What the calls do differently from their client; null for nothing.</param>
    /// <param name="cancellationToken">Ends each enumeration, also between two items.</param>
    /// <returns>The items as a sequence, or page by page.</returns>
    AsyncPageable<OAuth2ScopeConsentGrant> ListAllForClientAsync(string userId, string clientId, ListClientGrantsOptions? options = null, RequestOptions? request = null, CancellationToken cancellationToken = default);
}

public partial class UserGrantsClient
{
    /// <inheritdoc/>
    public virtual AsyncPageable<OAuth2ScopeConsentGrant> ListAllAsync(string userId, ListGrantsOptions? options = null, RequestOptions? request = null, CancellationToken cancellationToken = default) =>
        _api.List(ListPages(userId, options, request), request, cancellationToken);

    /// <inheritdoc/>
    public virtual AsyncPageable<OAuth2ScopeConsentGrant> ListAllForClientAsync(string userId, string clientId, ListClientGrantsOptions? options = null, RequestOptions? request = null, CancellationToken cancellationToken = default) =>
        _api.List(ListForClientPages(userId, clientId, options, request), request, cancellationToken);
}

public partial interface IUserTokensClient
{
    /// <summary>All items of <see cref="ListClientsAsync"/>, across all pages. Nothing is sent before the list is enumerated.</summary>
    /// <param name="userId">The user: its id, its login, or its short login (the login up to the @) where only one user matches; `me` is the user the credential belongs to. Sent as one escaped path segment. A login with a slash or a question mark in it cannot be addressed: find such a user by search and use the id.</param>
    /// <param name="request">What the calls do differently from their client; null for nothing.</param>
    /// <param name="cancellationToken">Ends each enumeration, also between two items.</param>
    /// <returns>The items as a sequence, or page by page.</returns>
    AsyncPageable<OAuth2Client> ListAllClientsAsync(string userId, RequestOptions? request = null, CancellationToken cancellationToken = default);

    /// <summary>All items of <see cref="ListAsync"/>, across all pages. Nothing is sent before the list is enumerated.</summary>
    /// <param name="userId">The user: its id, its login, or its short login (the login up to the @) where only one user matches; `me` is the user the credential belongs to. Sent as one escaped path segment. A login with a slash or a question mark in it cannot be addressed: find such a user by search and use the id.</param>
    /// <param name="clientId">The id of the OAuth client.</param>
    /// <param name="options">The optional parameters; null sends none.</param>
    /// <param name="request">What the calls do differently from their client; null for nothing.</param>
    /// <param name="cancellationToken">Ends each enumeration, also between two items.</param>
    /// <returns>The items as a sequence, or page by page.</returns>
    AsyncPageable<OAuth2RefreshToken> ListAllAsync(string userId, string clientId, ListTokensOptions? options = null, RequestOptions? request = null, CancellationToken cancellationToken = default);
}

public partial class UserTokensClient
{
    /// <inheritdoc/>
    public virtual AsyncPageable<OAuth2Client> ListAllClientsAsync(string userId, RequestOptions? request = null, CancellationToken cancellationToken = default) =>
        _api.List(ListClientsPages(userId, request), request, cancellationToken);

    /// <inheritdoc/>
    public virtual AsyncPageable<OAuth2RefreshToken> ListAllAsync(string userId, string clientId, ListTokensOptions? options = null, RequestOptions? request = null, CancellationToken cancellationToken = default) =>
        _api.List(ListPages(userId, clientId, options, request), request, cancellationToken);
}

public partial interface IUserLinkedObjectsClient
{
    /// <summary>All items of <see cref="ListAsync"/>, across all pages. Nothing is sent before the list is enumerated.</summary>
    /// <param name="userId">The user: its id, its login, or its short login (the login up to the @) where only one user matches; `me` is the user the credential belongs to. Sent as one escaped path segment. A login with a slash or a question mark in it cannot be addressed: find such a user by search and use the id.</param>
    /// <param name="relationshipName">The name of the relationship, of its primary or of its associated side.</param>
    /// <param name="options">The optional parameters; null sends none.</param>
    /// <param name="request">What the calls do differently from their client; null for nothing.</param>
    /// <param name="cancellationToken">Ends each enumeration, also between two items.</param>
    /// <returns>The items as a sequence, or page by page.</returns>
    AsyncPageable<ResponseLinks> ListAllAsync(string userId, string relationshipName, ListLinkedObjectsOptions? options = null, RequestOptions? request = null, CancellationToken cancellationToken = default);
}

public partial class UserLinkedObjectsClient
{
    /// <inheritdoc/>
    public virtual AsyncPageable<ResponseLinks> ListAllAsync(string userId, string relationshipName, ListLinkedObjectsOptions? options = null, RequestOptions? request = null, CancellationToken cancellationToken = default) =>
        _api.List(ListPages(userId, relationshipName, options, request), request, cancellationToken);
}

public partial interface IUserResourcesClient
{
    /// <summary>All items of <see cref="ListAppLinksAsync"/>, across all pages. Nothing is sent before the list is enumerated.</summary>
    /// <param name="userId">The user: its id, its login, or its short login (the login up to the @) where only one user matches; `me` is the user the credential belongs to. Sent as one escaped path segment. A login with a slash or a question mark in it cannot be addressed: find such a user by search and use the id.</param>
    /// <param name="request">What the calls do differently from their client; null for nothing.</param>
    /// <param name="cancellationToken">Ends each enumeration, also between two items.</param>
    /// <returns>The items as a sequence, or page by page.</returns>
    AsyncPageable<AppLink> ListAllAppLinksAsync(string userId, RequestOptions? request = null, CancellationToken cancellationToken = default);

    /// <summary>All items of <see cref="ListGroupsAsync"/>, across all pages. Nothing is sent before the list is enumerated.</summary>
    /// <param name="userId">The user: its id, its login, or its short login (the login up to the @) where only one user matches; `me` is the user the credential belongs to. Sent as one escaped path segment. A login with a slash or a question mark in it cannot be addressed: find such a user by search and use the id.</param>
    /// <param name="request">What the calls do differently from their client; null for nothing.</param>
    /// <param name="cancellationToken">Ends each enumeration, also between two items.</param>
    /// <returns>The items as a sequence, or page by page.</returns>
    AsyncPageable<Group> ListAllGroupsAsync(string userId, RequestOptions? request = null, CancellationToken cancellationToken = default);

    /// <summary>All items of <see cref="ListIdentityProvidersAsync"/>, across all pages. Nothing is sent before the list is enumerated.</summary>
    /// <param name="userId">The user: its id, its login, or its short login (the login up to the @) where only one user matches; `me` is the user the credential belongs to. Sent as one escaped path segment. A login with a slash or a question mark in it cannot be addressed: find such a user by search and use the id.</param>
    /// <param name="request">What the calls do differently from their client; null for nothing.</param>
    /// <param name="cancellationToken">Ends each enumeration, also between two items.</param>
    /// <returns>The items as a sequence, or page by page.</returns>
    AsyncPageable<IdentityProvider> ListAllIdentityProvidersAsync(string userId, RequestOptions? request = null, CancellationToken cancellationToken = default);
}

public partial class UserResourcesClient
{
    /// <inheritdoc/>
    public virtual AsyncPageable<AppLink> ListAllAppLinksAsync(string userId, RequestOptions? request = null, CancellationToken cancellationToken = default) =>
        _api.List(ListAppLinksPages(userId, request), request, cancellationToken);

    /// <inheritdoc/>
    public virtual AsyncPageable<Group> ListAllGroupsAsync(string userId, RequestOptions? request = null, CancellationToken cancellationToken = default) =>
        _api.List(ListGroupsPages(userId, request), request, cancellationToken);

    /// <inheritdoc/>
    public virtual AsyncPageable<IdentityProvider> ListAllIdentityProvidersAsync(string userId, RequestOptions? request = null, CancellationToken cancellationToken = default) =>
        _api.List(ListIdentityProvidersPages(userId, request), request, cancellationToken);
}
