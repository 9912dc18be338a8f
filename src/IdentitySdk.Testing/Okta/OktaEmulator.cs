using System.Text.Json.Nodes;
using IdentitySdk.Testing.Okta;
using IdentitySdk.Testing.Resources;
using IdentitySdk.Testing.Schemas;

namespace IdentitySdk.Testing;

/// <summary>
/// Emulates Okta's Users API, all 51 operations: API tokens, private-key and DPoP access tokens, <c>Link</c> paging, the lifecycle of users, credentials,
/// administrator roles and their targets, consents and refresh tokens, linked objects, groups, apps and identity providers.
/// </summary>
public sealed class OktaEmulator : VendorEmulator
{
    private readonly Protocol _protocol;
    private readonly IdSequence _ids = new("oag", "Added0");

    private OktaEmulator(Protocol protocol)
        : base(protocol, protocol.Tenant.Options)
    {
        _protocol = protocol;
        Users = new OktaUsers(Tenant);
        Groups = new(Tenant, Tenant.Groups, Tenant.Memberships, "00g", (id, name) => Seed.Group(id, name, isBuiltIn: false));
        Apps = new(Tenant, Tenant.Apps, Tenant.AppAssignments, "0oa", Seed.App);
        IdentityProviders = new(Tenant, Tenant.IdentityProviders, Tenant.ProviderLinks, "0oi", (id, name) => Seed.IdentityProvider(id, name, Tenant.Now));
    }

    /// <summary>An API token, which the server accepts as <c>Authorization: SSWS …</c>. It never expires.</summary>
    public string ApiToken => _protocol.Auth.ApiToken;

    /// <summary>The client id of the service app, for which both keys are registered.</summary>
    public string ClientId => _protocol.Auth.Client.Id;

    /// <summary>An RSA key (RS256 and others), PKCS#8 in PEM.</summary>
    public string PrivateKeyPem => _protocol.Auth.Client.Rsa.Pem;

    /// <summary>The same RSA key as a JSON Web Key with its <c>kid</c>.</summary>
    public string PrivateKeyJwk => _protocol.Auth.Client.Rsa.Jwk;

    /// <summary>A P-256 key (ES256), PKCS#8 in PEM.</summary>
    public string EcPrivateKeyPem => _protocol.Auth.Client.Ec.Pem;

    /// <summary>The same P-256 key as a JSON Web Key with its <c>kid</c>.</summary>
    public string EcPrivateKeyJwk => _protocol.Auth.Client.Ec.Jwk;

    /// <summary>The ids of the users seeded at the start, in list order.</summary>
    public IEnumerable<string> SeededUserIds => Enumerable.Range(0, Tenant.Options.UserCount).Select(UserStore.IdOf);

    /// <summary>The users, without HTTP.</summary>
    public OktaUsers Users { get; }

    /// <summary>The groups. All users are in Everyone; seeded users are also in the group of their department.</summary>
    public OktaResources Groups { get; }

    /// <summary>The applications, which can be assigned to users and groups.</summary>
    public OktaResources Apps { get; }

    /// <summary>The identity providers, which users can be linked to.</summary>
    public OktaResources IdentityProviders { get; }

    /// <summary>Creates an emulator without a server; send requests through <see cref="VendorEmulator.CreateHandler"/>.</summary>
    public static OktaEmulator Create(OktaEmulatorOptions? options = null) => Create(options, schema: null);

    /// <summary>Starts an emulator on a free port.</summary>
    public static async Task<OktaEmulator> StartAsync(OktaEmulatorOptions? options = null, CancellationToken cancellationToken = default)
    {
        var emulator = Create(options, schema: null);
        await emulator.StartAsync(cancellationToken);
        return emulator;
    }

    /// <summary>Issues an access token, as the token endpoint does, for <c>Authorization: Bearer …</c>.</summary>
    public string IssueAccessToken(string scope = "okta.users.manage okta.roles.manage") => _protocol.Auth.Issue(scope, thumbprint: null).Value;

    /// <summary>Defines a custom attribute of the profile. Profiles with undefined attributes are refused.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="type">string, boolean, number, integer or array.</param>
    public void DefineAttribute(string name, string type = "string") => Tenant.Gate.Write(() => Tenant.Schema.Define(name, type));

    /// <summary>Defines a relationship for linked objects. The relationship of manager and subordinate is predefined.</summary>
    public void DefineRelationship(string primary, string associated) =>
        Tenant.Gate.Write(() => Tenant.Relationships.Add((primary, associated)));

    /// <summary>Assigns an administrator role, such as <c>USER_ADMIN</c>, and returns the id of the assignment.</summary>
    public string AssignRole(string user, string type) =>
        Tenant.Gate.Write(() => new Roles(Tenant).Add(Users.IdOf(user), type)["id"]!.ToString());

    /// <summary>Adds a consent of a user to a client and returns the consent's id. The client is created if it does not exist.</summary>
    public string AddGrant(string user, string clientId, string scope) => AddConsent(user, clientId, id =>
    {
        var grant = Consents.Grant(_ids.Next(), id, clientId, scope, _protocol.Origin, Tenant.Now);
        Tenant.Grants.Put(id, grant);
        return grant["id"]!.ToString();
    });

    /// <summary>Adds a refresh token that a client holds for a user, and returns its id.</summary>
    public string AddRefreshToken(string user, string clientId, params string[] scopes) => AddConsent(user, clientId, id =>
    {
        var token = Consents.Token(_ids.Next(), id, clientId, scopes, _protocol.Origin, Tenant.Options.TimeProvider.GetUtcNow());
        Tenant.RefreshTokens.Put(id, token);
        return token["id"]!.ToString();
    });

    private Tenant Tenant => _protocol.Tenant;

    internal static OktaEmulator Create(OktaEmulatorOptions? options, ApiSchema? schema)
    {
        options = options is null ? new() : (OktaEmulatorOptions)options.Copy();
        return new OktaEmulator(new Protocol(options, schema));
    }

    private string AddConsent(string user, string clientId, Func<string, string> add) => Tenant.Gate.Write(() =>
    {
        if (Tenant.Clients.Find(clientId) is null)
        {
            Tenant.Clients.Put(new JsonObject { ["client_id"] = clientId, ["client_name"] = clientId });
        }

        return add(Users.IdOf(user));
    });
}
