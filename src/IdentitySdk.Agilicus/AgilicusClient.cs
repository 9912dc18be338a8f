using IdentitySdk.Core;

namespace IdentitySdk.Agilicus;

/// <summary>Agilicus' Users API. One instance serves a whole application: it is safe for concurrent use and keeps its connections.</summary>
public class AgilicusClient : IdentityClient
{
    /// <summary>Makes a client with connections of its own. Nothing is sent yet.</summary>
    /// <param name="options">Where Agilicus is, who calls, and how; copied.</param>
    /// <exception cref="ArgumentException">An option is missing or out of its range; the exception names it.</exception>
    public AgilicusClient(AgilicusClientOptions options)
        : this(ApiClient.Create(options, AgilicusRules.Instance))
    {
    }

    internal AgilicusClient(ApiClient api)
        : base(api)
    {
        Users = new UsersClient(api);
        UserRoles = new UserRolesClient(api);
        MfaChallengeMethods = new MfaChallengeMethodsClient(api);
        UpstreamIdentities = new UpstreamIdentitiesClient(api);
        ServiceAccounts = new ServiceAccountsClient(api);
        UserMetadata = new UserMetadataClient(api);
        UserRequests = new UserRequestsClient(api);
        AccessInfo = new AccessInfoClient(api);
    }

    /// <summary>Users: list, create, read, replace, remove from an organisation.</summary>
    public virtual UsersClient Users { get; }

    /// <summary>Roles and permissions of users.</summary>
    public virtual UserRolesClient UserRoles { get; }

    /// <summary>Second factors of a user.</summary>
    public virtual MfaChallengeMethodsClient MfaChallengeMethods { get; }

    /// <summary>A user's identities at upstream identity providers.</summary>
    public virtual UpstreamIdentitiesClient UpstreamIdentities { get; }

    /// <summary>Service accounts of an organisation.</summary>
    public virtual ServiceAccountsClient ServiceAccounts { get; }

    /// <summary>Data kept about users.</summary>
    public virtual UserMetadataClient UserMetadata { get; }

    /// <summary>Requests of users for access, and what becomes of them.</summary>
    public virtual UserRequestsClient UserRequests { get; }

    /// <summary>What a user can reach: applications and file shares.</summary>
    public virtual AccessInfoClient AccessInfo { get; }
}
