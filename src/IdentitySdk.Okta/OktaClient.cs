using IdentitySdk.Core;

namespace IdentitySdk.Okta;

/// <summary>Client for Okta's Users API: one instance serves a whole application. Safe for concurrent use; connections are reused.</summary>
public class OktaClient : IdentityClient
{
    /// <summary>Creates a client with its own connections. Nothing is sent yet.</summary>
    /// <param name="options">The address, the credential and the settings; copied.</param>
    /// <exception cref="ArgumentException">An option is missing or out of its range; the exception names it.</exception>
    public OktaClient(OktaClientOptions options)
        : this(ApiClient.Create(options, OktaRules.Instance))
    {
    }

    /// <summary>Creates a test double: only members that the subclass overrides can be called.</summary>
    protected OktaClient()
        : this(ApiClient.OfTest())
    {
    }

    internal OktaClient(ApiClient api)
        : base(api, Paging.Link("after", "limit"))
    {
    }

    // Each is created on first use, since few programs need all of them. Two threads may create one each: the two are equivalent.

    /// <summary>Users: list, create, read, update, replace, delete.</summary>
    public virtual UsersClient Users => field ??= new UsersClient(Api);

    /// <summary>Account lifecycle: activate, suspend, unlock, reset, …</summary>
    public virtual UserLifecycleClient UserLifecycle => field ??= new UserLifecycleClient(Api);

    /// <summary>Passwords and recovery questions.</summary>
    public virtual UserCredentialsClient UserCredentials => field ??= new UserCredentialsClient(Api);

    /// <summary>Administrator roles of a user.</summary>
    public virtual UserRolesClient UserRoles => field ??= new UserRolesClient(Api);

    /// <summary>The groups and apps that a user's administrator role is limited to.</summary>
    public virtual UserRoleTargetsClient UserRoleTargets => field ??= new UserRoleTargetsClient(Api);

    /// <summary>OAuth consents of a user.</summary>
    public virtual UserGrantsClient UserGrants => field ??= new UserGrantsClient(Api);

    /// <summary>OAuth clients and refresh tokens of a user.</summary>
    public virtual UserTokensClient UserTokens => field ??= new UserTokensClient(Api);

    /// <summary>Relationships between users, such as manager and subordinate.</summary>
    public virtual UserLinkedObjectsClient UserLinkedObjects => field ??= new UserLinkedObjectsClient(Api);

    /// <summary>Resources of a user: app links, groups, identity providers.</summary>
    public virtual UserResourcesClient UserResources => field ??= new UserResourcesClient(Api);
}
