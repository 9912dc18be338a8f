using IdentitySdk.Core;

namespace IdentitySdk.Agilicus;

public partial interface IUsersClient
{
    /// <summary>Finds the user with a login, which in Agilicus is the email.</summary>
    /// <param name="login">The email.</param>
    /// <param name="orgId">The organisation to search; null (the default) for all organisations that the credential can access.</param>
    /// <param name="requestOptions">Per-call options; null uses the client's.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <inheritdoc cref="FindByEmailAsync" path="/returns|/exception"/>
    Task<User?> FindByLoginAsync(string login, string? orgId = null, RequestOptions? requestOptions = null, CancellationToken cancellationToken = default);

    /// <summary>Finds the user with an email, as given or in lower case. Groups and service accounts, which Agilicus lists as users, are ignored.</summary>
    /// <param name="email">The email.</param>
    /// <param name="orgId">The organisation to search; null (the default) for all organisations that the credential can access.</param>
    /// <param name="requestOptions">Per-call options; null uses the client's.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The user; null when there is none.</returns>
    /// <exception cref="ArgumentException">The email is empty, or contains half of a surrogate pair.</exception>
    /// <exception cref="AmbiguousUserException">Several users have the email.</exception>
    /// <exception cref="IdentityApiException">The call failed.</exception>
    Task<User?> FindByEmailAsync(string email, string? orgId = null, RequestOptions? requestOptions = null, CancellationToken cancellationToken = default);
}

public partial class UsersClient
{
    /// <inheritdoc/>
    public virtual Task<User?> FindByLoginAsync(
        string login, string? orgId = null, RequestOptions? requestOptions = null, CancellationToken cancellationToken = default) =>
        FindByEmailAsync(UserSearch.Require(login, nameof(login)), orgId, requestOptions, cancellationToken);

    /// <inheritdoc/>
    public virtual Task<User?> FindByEmailAsync(
        string email, string? orgId = null, RequestOptions? requestOptions = null, CancellationToken cancellationToken = default) =>
        FindAsync(UserSearch.Require(email, nameof(email)), orgId, requestOptions, cancellationToken);

    /// <summary>Agilicus compares filter values case-sensitively, and most emails are in lower case.</summary>
    private async Task<User?> FindAsync(string email, string? orgId, RequestOptions? requestOptions, CancellationToken cancellationToken)
    {
        foreach (var text in new[] { email, email.ToLowerInvariant() }.Distinct())
        {
            var list = ListAllAsync(new ListUsersOptions { Email = text, OrgId = orgId }, requestOptions, cancellationToken);
            if (await UserSearch.FindAsync(list, ReadEmail, email, cancellationToken).ConfigureAwait(false) is { } user)
            {
                return user;
            }
        }

        return null;
    }

    private static string? ReadEmail(User user) => user.Type is null || user.Type == UserType.User ? user.Email : null;
}
