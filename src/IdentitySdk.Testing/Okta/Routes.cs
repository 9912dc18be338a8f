using IdentitySdk.Testing.Hosting;

namespace IdentitySdk.Testing.Okta;

/// <summary>Okta's operations: one line and one method each.</summary>
internal static class Routes
{
    private const string Users = "/api/v1/users";
    private const string User = "/api/v1/users/{userId}";

    public static RouteTable Create(OktaEmulatorOptions options, UserStore store, Auth auth)
    {
        var list = new UserList(store, options.MaxPageSize);
        var users = new Users(store, options.TimeProvider);
        var lifecycle = new Lifecycle(users);
        var tokens = new TokenEndpoint(options, auth);

        var routes = new RouteTable();
        routes.Add(new Route("POST", "/oauth2/v1/token", tokens.PostAsync) { IsAnonymous = true, IsTokenEndpoint = true });
        routes.Add("GET", Users, list.Get);
        routes.Add("POST", Users, users.Create);
        routes.Add("GET", User, users.Get);
        routes.Add("POST", User, users.Update);
        routes.Add("PUT", User, users.Replace);
        routes.Add("DELETE", User, users.Delete);
        routes.Add("POST", $"{User}/lifecycle/activate", lifecycle.Activate);
        routes.Add("POST", $"{User}/lifecycle/reactivate", lifecycle.Reactivate);
        routes.Add("POST", $"{User}/lifecycle/deactivate", lifecycle.Deactivate);
        routes.Add("POST", $"{User}/lifecycle/suspend", lifecycle.Suspend);
        routes.Add("POST", $"{User}/lifecycle/unsuspend", lifecycle.Unsuspend);
        routes.Add("POST", $"{User}/lifecycle/unlock", lifecycle.Unlock);
        return routes;
    }
}
