using IdentitySdk.Core;

namespace IdentitySdk.Okta;

public partial interface IUsersClient
{
    /// <summary>Lists the users of a scope, across all pages: Okta's plain list leaves out deactivated users.</summary>
    /// <remarks><see cref="UserScope.IncludingDeactivated"/> sends the filter <c>lastUpdated ge "1970-01-01T00:00:00.000Z"</c>.</remarks>
    /// <param name="scope">The scope.</param>
    /// <param name="options">The optional parameters; a filter or a search already includes deactivated users.</param>
    /// <param name="requestOptions">Per-call options; null uses the client's.</param>
    /// <param name="cancellationToken">Ends each enumeration.</param>
    /// <returns>The users and pages.</returns>
    /// <exception cref="ArgumentException">
    /// The scope is unknown, or contradicts the options: <c>q</c> leaves deactivated users out, <c>filter</c> and <c>search</c> include them.
    /// </exception>
    AsyncPageable<User> ListAllAsync(
        UserScope scope, ListUsersOptions? options = null, RequestOptions? requestOptions = null, CancellationToken cancellationToken = default);

    /// <summary>Finds the user with a login, including deactivated users, with a filter: unlike <c>search</c>, it reads current data.</summary>
    /// <remarks>The login is compared as given and in lower case; a short login (the part before the @) is not found.</remarks>
    /// <param name="login">The whole login.</param>
    /// <param name="requestOptions">Per-call options; null uses the client's.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The user; null when there is none.</returns>
    /// <exception cref="ArgumentException">The login is empty, or contains half of a surrogate pair.</exception>
    /// <exception cref="AmbiguousUserException">Several users have the login.</exception>
    /// <exception cref="IdentityApiException">The call failed.</exception>
    Task<User?> FindByLoginAsync(string login, RequestOptions? requestOptions = null, CancellationToken cancellationToken = default);

    /// <summary>Finds the user with a primary email, including deactivated users, with a filter: unlike <c>search</c>, it reads current data.</summary>
    /// <remarks>The email is compared as given and in lower case. In Okta, several users can have the same email.</remarks>
    /// <param name="email">The email.</param>
    /// <param name="requestOptions">Per-call options; null uses the client's.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The user; null when there is none.</returns>
    /// <exception cref="ArgumentException">The email is empty, or contains half of a surrogate pair.</exception>
    /// <exception cref="AmbiguousUserException">Several users have the email.</exception>
    /// <exception cref="IdentityApiException">The call failed.</exception>
    Task<User?> FindByEmailAsync(string email, RequestOptions? requestOptions = null, CancellationToken cancellationToken = default);
}

public partial class UsersClient
{
    /// <summary>A filter that matches every user, deactivated ones included.</summary>
    private const string AllUsers = "lastUpdated ge \"1970-01-01T00:00:00.000Z\"";

    /// <inheritdoc/>
    public virtual AsyncPageable<User> ListAllAsync(
        UserScope scope, ListUsersOptions? options = null, RequestOptions? requestOptions = null, CancellationToken cancellationToken = default)
    {
        var isFiltered = options is { Filter: not null } or { Search: not null };
        return scope switch
        {
            UserScope.ExceptDeactivated when !isFiltered => ListAllAsync(options, requestOptions, cancellationToken),
            UserScope.IncludingDeactivated when isFiltered => ListAllAsync(options, requestOptions, cancellationToken),
            UserScope.IncludingDeactivated when options?.Q is null => ListAllAsync(WithFilter(options), requestOptions, cancellationToken),
            _ => throw new ArgumentException("The scope is unknown, or contradicts the options.", nameof(scope)),
        };
    }

    /// <inheritdoc/>
    public virtual Task<User?> FindByLoginAsync(string login, RequestOptions? requestOptions = null, CancellationToken cancellationToken = default) =>
        FindAsync("profile.login", UserSearch.Require(login, nameof(login)), static user => user.Profile?.Login, requestOptions, cancellationToken);

    /// <inheritdoc/>
    public virtual Task<User?> FindByEmailAsync(string email, RequestOptions? requestOptions = null, CancellationToken cancellationToken = default) =>
        FindAsync("profile.email", UserSearch.Require(email, nameof(email)), static user => user.Profile?.Email, requestOptions, cancellationToken);

    private static ListUsersOptions WithFilter(ListUsersOptions? options) => new()
    {
        Filter = AllUsers,
        After = options?.After,
        Limit = options?.Limit,
        SortBy = options?.SortBy,
        SortOrder = options?.SortOrder,
        Fields = options?.Fields,
        Expand = options?.Expand,
        OktaResponse = options?.OktaResponse,
    };

    /// <summary>Okta compares filter values case-sensitively, and most logins and emails are in lower case.</summary>
    private Task<User?> FindAsync(
        string property, string value, Func<User, string?> readValue, RequestOptions? requestOptions, CancellationToken cancellationToken)
    {
        var lower = value.ToLowerInvariant();
        var filter = property + OktaFilter.Format($" eq {value}") + (lower == value ? "" : $" or {property}" + OktaFilter.Format($" eq {lower}"));
        return UserSearch.FindAsync(ListAllAsync(new ListUsersOptions { Filter = filter }, requestOptions, cancellationToken), readValue, value, cancellationToken);
    }
}
