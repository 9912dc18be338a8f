using System.Text.Json.Nodes;
using IdentitySdk.Testing.Agilicus;
using IdentitySdk.Testing.Schemas;

namespace IdentitySdk.Testing;

/// <summary>
/// Emulates Agilicus' Users API, all 45 operations: bearer tokens and authentication documents, keyset and offset paging, roles and permissions, MFA methods,
/// upstream identities, service accounts with their users, metadata, requests and access.
/// </summary>
public sealed class AgilicusEmulator : VendorEmulator
{
    private readonly Protocol _protocol;

    private AgilicusEmulator(Protocol protocol)
        : base(protocol, protocol.Tenant.Options) => (_protocol, Users) = (protocol, new AgilicusUsers(protocol.Tenant));

    /// <summary>A bearer token that the server accepts for a year, unless tokens are revoked.</summary>
    public string AccessToken => _protocol.Auth.LongLivedToken;

    /// <summary>The organisation of all seeded users.</summary>
    public string OrgId => Seed.OrgId;

    /// <summary>An authentication document as the vendor's CLI saves it: JSON with the ES256 key and this server as issuer.</summary>
    public string AuthenticationDocument => _protocol.Auth.Document.ToJson(_protocol.Origin);

    /// <summary>The ids of the users seeded at the start, in list order.</summary>
    public IEnumerable<string> SeededUserIds => Enumerable.Range(0, Tenant.Options.UserCount).Select(UserStore.IdOf);

    /// <summary>The users, without HTTP.</summary>
    public AgilicusUsers Users { get; }

    /// <summary>Creates an emulator without a server; send requests through <see cref="VendorEmulator.CreateHandler"/>.</summary>
    public static AgilicusEmulator Create(AgilicusEmulatorOptions? options = null) => Create(options, schema: null);

    /// <summary>Starts an emulator on a free port.</summary>
    public static async Task<AgilicusEmulator> StartAsync(AgilicusEmulatorOptions? options = null, CancellationToken cancellationToken = default)
    {
        var emulator = Create(options, schema: null);
        await emulator.StartAsync(cancellationToken);
        return emulator;
    }

    /// <summary>Issues an access token, as the token endpoint would.</summary>
    public string IssueAccessToken() => _protocol.Auth.Issue().Value;

    /// <summary>Adds an organisation and returns its id.</summary>
    public string AddOrg(string name) => Tenant.Gate.Write(() =>
    {
        var id = Tenant.NextId();
        Tenant.Orgs.Put(Tenant.Org(id, name, name.ToLowerInvariant()));
        return id;
    });

    /// <summary>Makes a user a member of a further organisation.</summary>
    public void AddMember(string orgId, string user) => Arrange(user, orgId, () => Tenant.Memberships.Put(user, new JsonObject { ["id"] = orgId }));

    /// <summary>Gives a user a role on a resource.</summary>
    public void AddResourcePermission(string user, string resourceId, string resourceType, string role) => Arrange(user, OrgId, () =>
        Tenant.ResourcePermissions.Put(user, Tenant.NewObject(new JsonObject
        {
            ["user_id"] = user, ["org_id"] = OrgId, ["resource_id"] = resourceId, ["resource_type"] = resourceType, ["resource_role_name"] = role,
        })));

    private Tenant Tenant => _protocol.Tenant;

    internal static AgilicusEmulator Create(AgilicusEmulatorOptions? options, ApiSchema? schema)
    {
        options = options is null ? new() : (AgilicusEmulatorOptions)options.Copy();
        return new AgilicusEmulator(new Protocol(options, schema));
    }

    private void Arrange(string user, string org, Action arrange) => Tenant.Gate.Write(() =>
    {
        if (Tenant.Users.Find(user) is null || Tenant.Orgs.Find(org) is null)
        {
            throw new KeyNotFoundException($"There is no user {user}, or no organisation {org}.");
        }

        arrange();
    });
}
