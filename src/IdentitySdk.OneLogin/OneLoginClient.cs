using IdentitySdk.Core;

namespace IdentitySdk.OneLogin;

/// <summary>Client for OneLogin's Users API: one instance serves a whole application. Safe for concurrent use; connections are reused.</summary>
public class OneLoginClient : IdentityClient
{
    /// <summary>Creates a client with its own connections. Nothing is sent yet.</summary>
    /// <param name="options">The address, the credential and the settings; copied.</param>
    /// <exception cref="ArgumentException">An option is missing or out of its range; the exception names it.</exception>
    public OneLoginClient(OneLoginClientOptions options)
        : this(ApiClient.Create(options, OneLoginRules.Instance))
    {
    }

    /// <summary>Creates a test double: only members that the subclass overrides can be called.</summary>
    protected OneLoginClient()
        : this(ApiClient.OfTest())
    {
    }

    internal OneLoginClient(ApiClient api)
        : base(api, Paging.Envelope("after_cursor", "limit"))
    {
    }

    // Each is created on first use, since few programs need all of them. Two threads may create one each: the two are equivalent.

    /// <summary>Users: list, create, read, update, delete, apps, custom attributes.</summary>
    public virtual UsersClient Users => field ??= new UsersClient(Api);

    /// <summary>Roles of a user.</summary>
    public virtual UserRolesClient UserRoles => field ??= new UserRolesClient(Api);

    /// <summary>State, lock, sessions, passwords and temporary MFA tokens of a user.</summary>
    public virtual UserSecurityClient UserSecurity => field ??= new UserSecurityClient(Api);

    /// <summary>Revokes the access token in use, for every process that uses the same API credential pair; the next call gets a new one.</summary>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>A task that completes when OneLogin has confirmed, or immediately when no token is in use.</returns>
    /// <exception cref="InvalidOperationException">The client has no credential pair to revoke a token with.</exception>
    /// <exception cref="IdentityApiException">The call did not succeed.</exception>
    public virtual Task RevokeTokenAsync(CancellationToken cancellationToken = default) =>
        Api.Authenticator is ClientAuthenticator authenticator
            ? authenticator.RevokeAsync(cancellationToken)
            : throw new InvalidOperationException("Only a client with OneLoginCredential.Client can revoke its token.");
}
