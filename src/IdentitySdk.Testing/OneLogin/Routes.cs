using IdentitySdk.Testing.Hosting;

namespace IdentitySdk.Testing.OneLogin;

/// <summary>OneLogin's operations.</summary>
internal static class Routes
{
    private const string AllUsers = "/api/1/users";
    private const string User = "/api/1/users/{user_id}";

    public static RouteTable Create(Tenant tenant, Auth auth)
    {
        var list = new UserList(tenant);
        var users = new Users(tenant);
        var actions = new UserActions(tenant);
        var credentials = new UserCredentials(tenant);
        var tokens = new TokenEndpoint(auth);

        var routes = new RouteTable();
        routes.AddAnonymous("/auth/oauth2/v2/token", context => ValueTask.FromResult(tokens.Generate(context)));
        routes.AddAnonymous("/auth/oauth2/token", context => ValueTask.FromResult(tokens.GenerateInEnvelope(context)));
        routes.AddAnonymous("/auth/oauth2/revoke", context => ValueTask.FromResult(tokens.Revoke(context)), isTokenEndpoint: false);
        routes.Add("GET", "/auth/rate_limit", TokenEndpoint.RateLimit);
        routes.Add("GET", AllUsers, list.Get);
        routes.Add("POST", AllUsers, users.Create);
        routes.Add("GET", $"{AllUsers}/custom_attributes", users.CustomAttributes);
        routes.Add("GET", User, users.Get);
        routes.Add("PUT", User, users.Update);
        routes.Add("DELETE", User, users.Delete);
        routes.Add("GET", $"{User}/apps", users.Apps);
        routes.Add("GET", $"{User}/roles", users.Roles);
        routes.Add("PUT", $"{User}/add_roles", actions.AddRoles);
        routes.Add("PUT", $"{User}/remove_roles", actions.RemoveRoles);
        routes.Add("PUT", $"{User}/set_state", actions.SetState);
        routes.Add("PUT", $"{User}/lock_user", actions.Lock);
        routes.Add("PUT", $"{User}/logout", actions.LogOut);
        routes.Add("PUT", $"{User}/set_custom_attributes", actions.SetCustomAttributes);
        routes.Add("PUT", $"{AllUsers}/set_password_clear_text/{{user_id}}", credentials.SetPassword);
        routes.Add("PUT", $"{AllUsers}/set_password_using_salt/{{user_id}}", credentials.SetSaltedPassword);
        routes.Add("POST", $"{User}/mfa_token", credentials.CreateMfaToken);
        return routes;
    }
}
