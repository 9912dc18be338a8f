using IdentitySdk.Testing.Hosting;

namespace IdentitySdk.Testing.Agilicus;

/// <summary>Agilicus' operations: one line and one method each.</summary>
internal static class Routes
{
    private const string AllUsers = "/users";
    private const string User = "/users/{user_id}";
    private const string Accounts = "/v1/service_accounts";
    private const string Account = "/v1/service_accounts/{service_account_id}";

    public static RouteTable Create(AgilicusEmulatorOptions options, UserStore store, Auth auth)
    {
        var list = new UserList(store, options.DefaultPageSize);
        var users = new Users(store, options.TimeProvider);
        var roles = new Roles(store, users, options.DefaultPageSize);
        var accounts = new ServiceAccounts(options.TimeProvider, options.DefaultPageSize);
        var tokens = new TokenEndpoint(auth);

        var routes = new RouteTable();
        routes.Add(new Route("POST", "/token") { AsyncHandler = tokens.PostAsync, IsAnonymous = true, IsTokenEndpoint = true });
        routes.Add("GET", AllUsers, list.Get);
        routes.Add("POST", AllUsers, users.Create);
        routes.Add("GET", User, users.Get);
        routes.Add("PUT", User, users.Replace);
        routes.Add("DELETE", "/v1/orgs/{org_id}/users/{user_id}", users.RemoveFromOrg);
        routes.Add("GET", "/users/org_user_roles", roles.List);
        routes.Add("GET", $"{User}/render_roles", roles.Render);
        routes.Add("PUT", $"{User}/roles", roles.Replace);
        routes.Add("GET", Accounts, accounts.List);
        routes.Add("POST", Accounts, accounts.Create);
        routes.Add("GET", Account, accounts.Get);
        routes.Add("PUT", Account, accounts.Replace);
        routes.Add("DELETE", Account, accounts.Delete);
        return routes;
    }
}
