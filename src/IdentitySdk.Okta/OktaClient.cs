using IdentitySdk.Core;

namespace IdentitySdk.Okta;

/// <summary>Okta's Users API. One instance serves a whole application: it is safe for concurrent use and keeps its connections.</summary>
public class OktaClient : IdentityClient
{
    /// <summary>Makes a client with connections of its own. Nothing is sent yet.</summary>
    /// <param name="options">Where Okta is, who calls, and how; copied.</param>
    /// <exception cref="ArgumentException">An option is missing or out of its range; the exception names it.</exception>
    public OktaClient(OktaClientOptions options)
        : this(ApiClient.Create(options, OktaRules.Instance))
    {
    }

    internal OktaClient(ApiClient api)
        : base(api)
    {
        Users = new UsersClient(api);
        UserLifecycle = new UserLifecycleClient(api);
        UserCredentials = new UserCredentialsClient(api);
        UserRoles = new UserRolesClient(api);
        UserRoleTargets = new UserRoleTargetsClient(api);
        UserGrants = new UserGrantsClient(api);
        UserTokens = new UserTokensClient(api);
        UserLinkedObjects = new UserLinkedObjectsClient(api);
        UserResources = new UserResourcesClient(api);
    }

    /// <summary>Users: list, create, read, update, replace, delete.</summary>
    public virtual UsersClient Users { get; }

    /// <summary>What happens to an account: activate, suspend, unlock, reset, …</summary>
    public virtual UserLifecycleClient UserLifecycle { get; }

    /// <summary>Passwords and recovery questions.</summary>
    public virtual UserCredentialsClient UserCredentials { get; }

    /// <summary>Administrator roles of a user.</summary>
    public virtual UserRolesClient UserRoles { get; }

    /// <summary>The groups and apps that a user's administrator role is limited to.</summary>
    public virtual UserRoleTargetsClient UserRoleTargets { get; }

    /// <summary>OAuth consents of a user.</summary>
    public virtual UserGrantsClient UserGrants { get; }

    /// <summary>OAuth clients and refresh tokens of a user.</summary>
    public virtual UserTokensClient UserTokens { get; }

    /// <summary>Relationships between users, such as manager and subordinate.</summary>
    public virtual UserLinkedObjectsClient UserLinkedObjects { get; }

    /// <summary>What belongs to a user: app links, groups, identity providers.</summary>
    public virtual UserResourcesClient UserResources { get; }
}
