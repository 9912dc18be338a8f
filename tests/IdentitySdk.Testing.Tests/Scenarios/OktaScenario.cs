using IdentitySdk.Testing.Schemas;

namespace IdentitySdk.Testing.Tests.Scenarios;

/// <summary>An organization with a user in every status.</summary>
internal sealed class OktaScenario : Scenario
{
    public static readonly string[] Statuses =
        ["STAGED", "PROVISIONED", "ACTIVE", "RECOVERY", "LOCKED_OUT", "PASSWORD_EXPIRED", "SUSPENDED", "DEPROVISIONED"];

    private readonly Dictionary<string, string> _users;

    public OktaScenario(ApiSchema? schema = null)
        : this(OktaEmulator.Create(new OktaEmulatorOptions { UserCount = 0, TimeProvider = new FixedClock() }, schema))
    {
    }

    private OktaScenario(OktaEmulator okta)
        : base(okta, $"SSWS {okta.ApiToken}", ApiSchema.Load("Okta"))
    {
        Okta = okta;
        okta.DefineAttribute("badge");
        _users = Statuses.ToDictionary(status => status, status => okta.Users.Add(new OktaPerson
        {
            Login = $"{status.ToLowerInvariant()}@example.com",
            Status = status,
            Password = status == "PROVISIONED" ? null : "Present-1",
            RecoveryQuestion = "First pet?",
            RecoveryAnswer = "Rex",
            Profile = { ["badge"] = "b-1" },
        }));
        var active = User("ACTIVE");
        var (group, other) = (okta.Groups.Add("Engineers"), okta.Groups.Add("Managers"));
        var (app, instance) = (okta.Apps.Add("wiki"), okta.Apps.Add("mail"));
        var provider = okta.IdentityProviders.Add("Partner");
        okta.Groups.Assign(group, active);
        okta.Apps.Assign(app, active);
        okta.IdentityProviders.Assign(provider, active);
        okta.Users.SignIn(active, "sms");
        var (userAdmin, appAdmin) = (okta.AssignRole(active, "USER_ADMIN"), okta.AssignRole(active, "APP_ADMIN"));
        var grant = okta.AddGrant(active, "0oaClient", "profile");
        var token = okta.AddRefreshToken(active, "0oaClient", "offline_access");
        Calls =
        [
            .. UserCalls(active), .. LifecycleCalls(active), .. RoleCalls(active, userAdmin, appAdmin, group, other, instance),
            .. ConsentCalls($"/api/v1/users/{active}", grant, token), .. ResourceCalls(active),
        ];
        Arrange(active, userAdmin, appAdmin, group, other, instance);
    }

    public OktaEmulator Okta { get; }

    public override IReadOnlyList<EmulatorCall> Calls { get; }

    public string User(string status) => _users[status];

    protected override string Hidden() => string.Join('\n', Okta.Users.Ids.Select(id =>
        $"{id} {Okta.Users.Get(id)!["status"]} {Okta.Users.Password(id)} {string.Join(',', Okta.Users.Factors(id))} {Okta.Users.Sessions(id)}"));

    private static IEnumerable<EmulatorCall> UserCalls(string user) =>
    [
        new("Users_List", "GET", "/api/v1/users?limit=50"),
        new("Users_Create", "POST", "/api/v1/users?activate=true",
            $$"""{"credentials":{"password":{"value":"Present-1"} },"profile":{{Profile("new@example.com")}} }"""),
        new("Users_Get", "GET", $"/api/v1/users/{user}"),
        new("Users_Update", "POST", $"/api/v1/users/{user}?strict=true", """{"profile":{"title":"Countess","nickName":null}}"""),
        new("Users_Replace", "PUT", $"/api/v1/users/{user}", $$"""{"profile":{{Profile("active@example.com")}} }"""),
        new("Users_Delete", "DELETE", $"/api/v1/users/{user}?sendEmail=false"),
    ];

    private static string Profile(string login) => $$"""{"login":"{{login}}","email":"{{login}}","firstName":"Ada","lastName":"Lovelace","badge":"b-2"}""";

    private IEnumerable<EmulatorCall> LifecycleCalls(string active) =>
    [
        new("UserLifecycle_Activate", "POST", $"{Path("STAGED")}/lifecycle/activate?sendEmail=false"),
        new("UserLifecycle_Reactivate", "POST", $"{Path("PROVISIONED")}/lifecycle/reactivate?sendEmail=false"),
        new("UserLifecycle_Deactivate", "POST", $"{Path("SUSPENDED")}/lifecycle/deactivate"),
        new("UserLifecycle_Suspend", "POST", $"{Path("ACTIVE")}/lifecycle/suspend"),
        new("UserLifecycle_Unsuspend", "POST", $"{Path("SUSPENDED")}/lifecycle/unsuspend"),
        new("UserLifecycle_Unlock", "POST", $"{Path("LOCKED_OUT")}/lifecycle/unlock"),
        new("UserLifecycle_ResetFactors", "POST", $"{Path("ACTIVE")}/lifecycle/reset_factors"),
        new("UserLifecycle_ExpirePassword", "POST", $"{Path("ACTIVE")}/lifecycle/expire_password"),
        new("UserLifecycle_ExpirePasswordWithTemporaryPassword", "POST", $"{Path("ACTIVE")}/lifecycle/expire_password_with_temp_password"),
        new("UserLifecycle_ResetPassword", "POST", $"{Path("ACTIVE")}/lifecycle/reset_password?sendEmail=false"),
        new("UserLifecycle_RevokeSessions", "DELETE", $"/api/v1/users/{active}/sessions?oauthTokens=true"),
        new(
            "UserCredentials_ChangePassword",
            "POST",
            $"{Path("ACTIVE")}/credentials/change_password",
            """{"oldPassword":{"value":"Present-1"},"newPassword":{"value":"Another-1"},"revokeSessions":true}"""),
        new(
            "UserCredentials_ChangeRecoveryQuestion",
            "POST",
            $"{Path("ACTIVE")}/credentials/change_recovery_question",
            """{"password":{"value":"Present-1"},"recovery_question":{"question":"Street?","answer":"Elm"}}"""),
        new("UserCredentials_ForgotPassword", "POST", $"{Path("ACTIVE")}/credentials/forgot_password?sendEmail=false"),
        new(
            "UserCredentials_ForgotPasswordSetNewPassword",
            "POST",
            $"{Path("ACTIVE")}/credentials/forgot_password_recovery_question",
            """{"password":{"value":"Another-1"},"recovery_question":{"answer":"REX"}}"""),
    ];

    private IEnumerable<EmulatorCall> RoleCalls(string active, string userAdmin, string appAdmin, string group, string other, string instance)
    {
        var roles = $"/api/v1/users/{active}/roles";
        var (groups, apps) = ($"{roles}/{userAdmin}/targets/groups", $"{roles}/{appAdmin}/targets/catalog/apps");
        return
        [
            new("UserRoles_List", "GET", $"{roles}?expand=targets/groups"),
            new("UserRoles_Assign", "POST", $"{roles}?disableNotifications=true", """{"type":"REPORT_ADMIN"}"""),
            new("UserRoles_Get", "GET", $"{roles}/{userAdmin}"),
            new("UserRoles_Unassign", "DELETE", $"{roles}/{userAdmin}"),
            new("UserRoleTargets_ListApps", "GET", apps),
            new("UserRoleTargets_AddAllApps", "PUT", apps),
            new("UserRoleTargets_AddApp", "PUT", $"{apps}/wiki"),
            new("UserRoleTargets_RemoveApp", "DELETE", $"{apps}/wiki"),
            new("UserRoleTargets_AddAppInstance", "PUT", $"{apps}/mail/{instance}"),
            new("UserRoleTargets_RemoveAppInstance", "DELETE", $"{apps}/mail/{instance}"),
            new("UserRoleTargets_ListGroups", "GET", groups),
            new("UserRoleTargets_AddGroup", "PUT", $"{groups}/{group}"),
            new("UserRoleTargets_RemoveGroup", "DELETE", $"{groups}/{other}"),
        ];
    }

    private static IEnumerable<EmulatorCall> ConsentCalls(string user, string grant, string token) =>
    [
        new("UserGrants_List", "GET", $"{user}/grants?expand=scope&limit=5"),
        new("UserGrants_RevokeAll", "DELETE", $"{user}/grants"),
        new("UserGrants_Get", "GET", $"{user}/grants/{grant}?expand=scope"),
        new("UserGrants_Revoke", "DELETE", $"{user}/grants/{grant}"),
        new("UserGrants_ListForClient", "GET", $"{user}/clients/0oaClient/grants"),
        new("UserGrants_RevokeForClient", "DELETE", $"{user}/clients/0oaClient/grants"),
        new("UserTokens_ListClients", "GET", $"{user}/clients"),
        new("UserTokens_List", "GET", $"{user}/clients/0oaClient/tokens?expand=scope"),
        new("UserTokens_RevokeAll", "DELETE", $"{user}/clients/0oaClient/tokens"),
        new("UserTokens_Get", "GET", $"{user}/clients/0oaClient/tokens/{token}"),
        new("UserTokens_Revoke", "DELETE", $"{user}/clients/0oaClient/tokens/{token}"),
    ];

    private IEnumerable<EmulatorCall> ResourceCalls(string active) =>
    [
        new("UserLinkedObjects_List", "GET", $"/api/v1/users/{active}/linkedObjects/manager"),
        new("UserLinkedObjects_Delete", "DELETE", $"/api/v1/users/{active}/linkedObjects/manager"),
        new("UserLinkedObjects_Set", "PUT", $"{Path("STAGED")}/linkedObjects/manager/{active}"),
        new("UserResources_ListAppLinks", "GET", $"/api/v1/users/{active}/appLinks"),
        new("UserResources_ListGroups", "GET", $"/api/v1/users/{active}/groups"),
        new("UserResources_ListIdentityProviders", "GET", $"/api/v1/users/{active}/idps"),
    ];

    /// <summary>Adds targets of roles and a link, by requests.</summary>
    private void Arrange(string active, string userAdmin, string appAdmin, string group, string other, string instance)
    {
        var roles = $"/api/v1/users/{active}/roles";
        foreach (var path in new[]
        {
            $"{roles}/{userAdmin}/targets/groups/{group}", $"{roles}/{userAdmin}/targets/groups/{other}", $"{roles}/{appAdmin}/targets/catalog/apps/wiki",
            $"{roles}/{appAdmin}/targets/catalog/apps/mail/{instance}", $"/api/v1/users/{active}/linkedObjects/manager/{User("LOCKED_OUT")}",
        })
        {
            Assert.That(SendAsync("PUT", path, []).GetAwaiter().GetResult().Status, Is.EqualTo(204), path);
        }
    }

    private string Path(string status) => $"/api/v1/users/{User(status)}";
}
