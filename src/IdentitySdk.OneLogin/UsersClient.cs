using IdentitySdk.Core;

namespace IdentitySdk.OneLogin;

public partial interface IUsersClient
{
    /// <summary>Finds the user with a username.</summary>
    /// <param name="login">The username; <c>*</c> and a leading <c>!</c> are matched literally.</param>
    /// <param name="requestOptions">Per-call options; null uses the client's.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The user; null when there is none.</returns>
    /// <exception cref="ArgumentException">The username is empty, or contains half of a surrogate pair.</exception>
    /// <exception cref="AmbiguousUserException">Several users have the username.</exception>
    /// <exception cref="IdentityApiException">The call failed.</exception>
    Task<User?> FindByLoginAsync(string login, RequestOptions? requestOptions = null, CancellationToken cancellationToken = default);

    /// <summary>Finds the user with an email.</summary>
    /// <param name="email">The email; <c>*</c> and a leading <c>!</c> are matched literally.</param>
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
    /// <inheritdoc/>
    public virtual Task<User?> FindByLoginAsync(string login, RequestOptions? requestOptions = null, CancellationToken cancellationToken = default)
    {
        var options = new ListUsersOptions { Username = WithoutNegation(UserSearch.Require(login, nameof(login))) };
        return UserSearch.FindAsync(ListAllAsync(options, requestOptions, cancellationToken), static user => user.Username, login, cancellationToken);
    }

    /// <inheritdoc/>
    public virtual Task<User?> FindByEmailAsync(string email, RequestOptions? requestOptions = null, CancellationToken cancellationToken = default)
    {
        var options = new ListUsersOptions { Email = WithoutNegation(UserSearch.Require(email, nameof(email))) };
        return UserSearch.FindAsync(ListAllAsync(options, requestOptions, cancellationToken), static user => user.Email, email, cancellationToken);
    }

    /// <summary>OneLogin documents no escape: a wildcard in place of a leading <c>!</c> matches more users, which the client then compares.</summary>
    private static string WithoutNegation(string value) => value[0] == '!' ? "*" + value.Substring(1) : value;
}
