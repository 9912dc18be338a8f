using IdentitySdk.Testing.Schemas;

namespace IdentitySdk.Testing.Tests.Scenarios;

/// <summary>An account with two users, roles, an application and a custom attribute.</summary>
internal sealed class OneLoginScenario : Scenario
{
    public OneLoginScenario(ApiSchema? schema = null, OneLoginWire wire = OneLoginWire.Version1)
        : this(OneLoginEmulator.Create(new OneLoginEmulatorOptions { UserCount = 0, TimeProvider = new FixedClock(), Wire = wire }, schema))
    {
    }

    private OneLoginScenario(OneLoginEmulator oneLogin)
        : base(oneLogin, $"bearer {oneLogin.IssueAccessToken()}", ApiSchema.Load("OneLogin"))
    {
        OneLogin = oneLogin;
        oneLogin.DefineAttribute("floor");
        oneLogin.AddApp(7, "Wiki");
        User = oneLogin.Users.Add(new OneLoginPerson { Email = "ada@example.com", FirstName = "Ada", LastName = "Lovelace" });
        Other = oneLogin.Users.Add(new OneLoginPerson { Email = "grace@example.com", Password = null, State = 3,
            Members = { ["custom_attributes"] = new System.Text.Json.Nodes.JsonObject { ["floor"] = "4" } } });
        oneLogin.AssignApp(User, 7);
        oneLogin.Users.SignIn(User);
        var path = $"/api/1/users/{User}";
        var held = oneLogin.RoleIds[0];
        Calls =
        [
            new("Users_List", "GET", "/api/1/users?limit=10&email=*@example.com"),
            new("Users_Create", "POST", "/api/1/users",
                """{"firstname":"New","lastname":"Person","email":"n@example.com","username":"new","notes":"x","group_id":5}"""),
            new("Users_ListCustomAttributes", "GET", "/api/1/users/custom_attributes"),
            new("Users_Get", "GET", path),
            new("Users_Update", "PUT", path, """{"title":"Countess","phone":"","group_id":null,"status":1}"""),
            new("Users_Delete", "DELETE", path),
            new("Users_ListApps", "GET", $"{path}/apps?ignore_visibility=true"),
            new("Users_SetCustomAttributes", "PUT", $"{path}/set_custom_attributes", """{"custom_attributes":{"floor":"3"}}"""),
            new("UserRoles_List", "GET", $"{path}/roles"),
            new("UserRoles_Add", "PUT", $"{path}/add_roles", $$"""{"role_id_array":[{{oneLogin.RoleIds[1]}}]}"""),
            new("UserRoles_Remove", "PUT", $"{path}/remove_roles", $$"""{"role_id_array":[{{held}}]}"""),
            new("UserSecurity_SetState", "PUT", $"{path}/set_state", """{"state":3}"""),
            new("UserSecurity_Lock", "PUT", $"{path}/lock_user", """{"locked_until":10}"""),
            new("UserSecurity_LogOut", "PUT", $"{path}/logout"),
            new(
                "UserSecurity_SetPassword",
                "PUT",
                $"/api/1/users/set_password_clear_text/{User}",
                """{"password":"Another-1","password_confirmation":"Another-1","validate_policy":true}"""),
            new("UserSecurity_SetPasswordSalted", "PUT", $"/api/1/users/set_password_using_salt/{User}", SaltedPassword(Hash)),
            new("UserSecurity_CreateMfaToken", "POST", $"{path}/mfa_token", """{"expires_in":300,"reusable":true}"""),
        ];
        Assert.That(SendAsync(Call("UserRoles_Add") with { Body = $$"""{"role_id_array":[{{held}}]}""" }).GetAwaiter().GetResult().Status, Is.EqualTo(200));
    }

    /// <summary>SHA-256 of "hello" and "password", from the vendor's documentation.</summary>
    public const string Hash = "b1c788abac15390de987ad17b65ac73c9b475d428a51f245c645a442fddd078b";

    public OneLoginEmulator OneLogin { get; }

    public long User { get; }

    /// <summary>Unlicensed, without a password.</summary>
    public long Other { get; }

    public override IReadOnlyList<EmulatorCall> Calls { get; }

    public static string SaltedPassword(string hash, string salt = "hello", string algorithm = "salt+sha256") =>
        $$"""{"password":"{{hash}}","password_confirmation":"{{hash}}","password_algorithm":"{{algorithm}}","password_salt":"{{salt}}"}""";

    protected override string Hidden() => string.Join('\n', OneLogin.Users.Ids.Select(id =>
        $"{OneLogin.Users.Get(id)!.ToJsonString()} {OneLogin.Users.Password(id)} {OneLogin.Users.Sessions(id)} {OneLogin.Users.MfaToken(id)}"));
}
