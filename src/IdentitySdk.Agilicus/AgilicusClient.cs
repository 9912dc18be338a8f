using IdentitySdk.Core;

namespace IdentitySdk.Agilicus;

/// <summary>Client for Agilicus' Users API: one instance serves a whole application. Safe for concurrent use; connections are reused.</summary>
public class AgilicusClient : IdentityClient
{
    /// <summary>Creates a client with its own connections. Nothing is sent yet.</summary>
    /// <param name="options">The address, the credential and the settings; copied.</param>
    /// <exception cref="ArgumentException">An option is missing or out of its range; the exception names it.</exception>
    public AgilicusClient(AgilicusClientOptions options)
        : this(ApiClient.Create(options, AgilicusRules.Instance))
    {
    }

    /// <summary>Creates a test double: only members that the subclass overrides can be called.</summary>
    protected AgilicusClient()
        : this(ApiClient.OfTest())
    {
    }

    internal AgilicusClient(ApiClient api)
        : base(api, new OnlyArrayPaging { Cursor = "previous_email", Size = "limit" })
    {
    }

    // Each is created on first use, since few programs need all of them. Two threads may create one each: the two are equivalent.

    /// <summary>Users: list, create, read, replace, remove from an organisation.</summary>
    public virtual UsersClient Users => field ??= new UsersClient(Api);

    /// <summary>Roles and permissions of users.</summary>
    public virtual UserRolesClient UserRoles => field ??= new UserRolesClient(Api);

    /// <summary>Second factors of a user.</summary>
    public virtual MfaChallengeMethodsClient MfaChallengeMethods => field ??= new MfaChallengeMethodsClient(Api);

    /// <summary>A user's identities at upstream identity providers.</summary>
    public virtual UpstreamIdentitiesClient UpstreamIdentities => field ??= new UpstreamIdentitiesClient(Api);

    /// <summary>Service accounts of an organisation.</summary>
    public virtual ServiceAccountsClient ServiceAccounts => field ??= new ServiceAccountsClient(Api);

    /// <summary>Metadata of users.</summary>
    public virtual UserMetadataClient UserMetadata => field ??= new UserMetadataClient(Api);

    /// <summary>Access requests of users, and their decisions.</summary>
    public virtual UserRequestsClient UserRequests => field ??= new UserRequestsClient(Api);

    /// <summary>The applications and file shares that a user can access.</summary>
    public virtual AccessInfoClient AccessInfo => field ??= new AccessInfoClient(Api);
}
