using System.Text.Json.Nodes;
using IdentitySdk.Testing.Schemas;

namespace IdentitySdk.Testing.Tests.Scenarios;

/// <summary>An organisation with two users and one of each resource.</summary>
internal sealed class AgilicusScenario : Scenario
{
    public AgilicusScenario(ApiSchema? schema = null)
        : this(AgilicusEmulator.Create(new AgilicusEmulatorOptions { UserCount = 0, TimeProvider = new FixedClock() }, schema))
    {
    }

    private AgilicusScenario(AgilicusEmulator agilicus)
        : base(agilicus, $"Bearer {agilicus.AccessToken}", ApiSchema.Load("Agilicus"))
    {
        Agilicus = agilicus;
        User = agilicus.Users.Add(new AgilicusPerson
        {
            Email = "ada@example.com", Members = { ["roles"] = new JsonObject { ["wiki"] = new JsonArray("editor") }, ["external_id"] = "E1" },
        });
        Other = agilicus.Users.Add(new AgilicusPerson { Email = "grace@example.com" });
        agilicus.AddResourcePermission(User, "printer", "network", "owner");
        var method = Create($"/users/{User}/mfa_challenge_methods", Method);
        var identity = Create($"/users/{User}/upstream_user_identities", Identity("first"));
        var account = Create("/v1/service_accounts", Account("sync"));
        var metadata = Create("/v1/user_metadata", Metadata);
        var request = Create("/v1/user_requests", RequestBody("pending"));
        Calls =
        [
            .. UserCalls(), .. Collection("MfaChallengeMethods", $"/users/{User}/mfa_challenge_methods", method, Method),
            new("MfaChallengeMethods_Reset", "POST", $"/users/{User}/reset_mfa_challenge_methods", $$"""{"org_id":"{{agilicus.OrgId}}"}"""),
            .. Collection("UpstreamIdentities", $"/users/{User}/upstream_user_identities", identity, Identity("second")),
            .. Collection("ServiceAccounts", "/v1/service_accounts", account, Account("other")),
            .. Collection("UserMetadata", "/v1/user_metadata", metadata, Metadata),
            new("UserMetadata_BulkUpdate", "POST", "/v1/user_metadata_rpc/bulk_update", $$"""{"org_id":"{{agilicus.OrgId}}","data_type":"json","data":"{}"}"""),
            .. Collection("UserRequests", "/v1/user_requests", request, RequestBody("pending")),
            new("UserRequests_ApplyAction", "POST", $"/v1/user_requests/{request}", RequestBody("approved")),
            new("UserRequests_ListAccessRequests", "GET", $"/v1/access_requests?org_id={agilicus.OrgId}&email=&limit=10"),
            new("AccessInfo_ListApplications", "GET", $"/v1/user_application_access_info?org_id={agilicus.OrgId}&user_id={User}"),
            new("AccessInfo_ListFileShares", "GET", $"/v1/user_file_share_access_info?org_id={agilicus.OrgId}&user_id={User}"),
        ];
    }

    public AgilicusEmulator Agilicus { get; }

    public string User { get; }

    public string Other { get; }

    public override IReadOnlyList<EmulatorCall> Calls { get; }

    public string Method => """{"spec":{"priority":1,"challenge_type":"totp","endpoint":"phone","nickname":"mine"}}""";

    public string Metadata => $$"""{"spec":{"user_id":"{{User}}","org_id":"{{Agilicus.OrgId}}","data_type":"json","data":"{}","name":"n"} }""";

    public string Identity(string name) =>
        $$"""{"spec":{"upstream_user_id":"{{name}}","upstream_idp_id":"https://idp.example.com","local_user_id":"{{User}}"} }""";

    public string Account(string name) => $$"""{"spec":{"name":"{{name}}","org_id":"{{Agilicus.OrgId}}"} }""";

    public string RequestBody(string state) => new JsonObject
    {
        ["spec"] = new JsonObject
        {
            ["user_id"] = User, ["org_id"] = Agilicus.OrgId, ["requested_resource"] = "expenses", ["requested_resource_type"] = "application_access",
                ["state"] = state,
        },
    }.ToJsonString();

    protected override string Hidden() => string.Join('\n', Agilicus.Users.Ids.Select(id => Agilicus.Users.Get(id)!.ToJsonString()));

    private static IEnumerable<EmulatorCall> Collection(string name, string path, string id, string body) =>
    [
        new($"{name}_List", "GET", $"{path}?limit=10"),
        new($"{name}_Create", "POST", path, body),
        new($"{name}_Get", "GET", $"{path}/{id}"),
        new($"{name}_Replace", "PUT", $"{path}/{id}", body),
        new($"{name}_Delete", "DELETE", $"{path}/{id}"),
    ];

    private IEnumerable<EmulatorCall> UserCalls()
    {
        var (path, org) = ($"/users/{User}", Agilicus.OrgId);
        return
        [
            new("Users_List", "GET", "/users?previous_email=&limit=10&has_roles=true"),
            new("Users_Create", "POST", "/users",
                $$"""{"email":"n@example.com","first_name":"New","last_name":"Person","org_id":"{{org}}","enabled":true,"roles":{"wiki":["viewer"]} }"""),
            new("Users_Get", "GET", $"{path}?org_id={org}"),
            new("Users_Replace", "PUT", path, """{"email":"ada@example.com","first_name":"Augusta","provider":null,"roles":{}}"""),
            new("Users_Remove", "DELETE", $"/v1/orgs/{org}/users/{User}"),
            new("Users_ListIds", "GET", "/users_ids?updated_since=2015-07-07T15:49:51.230%2B02:00"),
            new("Users_ListCombinedDetails", "GET", "/v1/combined_user_details?previous_email=&type=user&mfa_enrolled=true"),
            new("Users_UpdateIdentity", "POST", $"{path}/user_identity_updates", """{"spec":{"primary_email":"augusta@example.com","first_name":"Augusta"}}"""),
            new("Users_ListOrgs", "GET", $"{path}/orgs?issuer=https://auth.example.com"),
            new("UserRoles_ListForOrg", "GET", $"/users/org_user_roles?org_id={org}&limit=10&offset=0"),
            new("UserRoles_GetAll", "GET", $"{path}/render_roles?org_id={org}"),
            new("UserRoles_GetResourcePermissions", "GET", $"{path}/render_resource_permissions?org_id={org}"),
            new("UserRoles_GetHostPermissions", "GET", $"{path}/host_permissions"),
            new("UserRoles_Replace", "PUT", $"{path}/roles?org_id={org}", $$"""{"roles":{"expenses":["owner"]},"org_id":"{{org}}"}"""),
        ];
    }

    private string Create(string path, string body)
    {
        var response = SendAsync("POST", path, System.Text.Encoding.UTF8.GetBytes(body)).GetAwaiter().GetResult();
        Assert.That(response.Status, Is.EqualTo(201), response.Text);
        return response.Json!["metadata"]!["id"]!.ToString();
    }
}
