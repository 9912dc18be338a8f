using IdentitySdk.Testing.Hosting;

namespace IdentitySdk.Testing.Okta;

/// <summary>Okta's operations.</summary>
internal static class Routes
{
    private const string AllUsers = "/api/v1/users";
    private const string User = "/api/v1/users/{userId}";
    private const string Role = $"{User}/roles/{{roleId}}";
    private const string Client = $"{User}/clients/{{clientId}}";
    private const string Apps = $"{Role}/targets/catalog/apps";

    public static RouteTable Create(Tenant tenant, Auth auth)
    {
        var routes = new RouteTable();
        routes.AddAnonymous("/oauth2/v1/token", new TokenEndpoint(tenant.Options, auth).PostAsync);
        AddUsers(routes, tenant);
        AddRoles(routes, tenant);
        AddConsents(routes, new Consents(tenant));
        AddResources(routes, new LinkedObjects(tenant), new Assignments(tenant));
        return routes;
    }

    private static void AddUsers(RouteTable routes, Tenant tenant)
    {
        var list = new UserList(tenant);
        var users = new Users(tenant);
        var lifecycle = new Lifecycle(tenant);
        var credentials = new Credentials(tenant);
        routes.Add("GET", AllUsers, list.Get);
        routes.Add("POST", AllUsers, users.Create);
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
        routes.Add("POST", $"{User}/lifecycle/reset_factors", lifecycle.ResetFactors);
        routes.Add("POST", $"{User}/lifecycle/expire_password", lifecycle.ExpirePassword);
        routes.Add("POST", $"{User}/lifecycle/expire_password_with_temp_password", lifecycle.ExpirePasswordWithTemporaryPassword);
        routes.Add("POST", $"{User}/lifecycle/reset_password", lifecycle.ResetPassword);
        routes.Add("DELETE", $"{User}/sessions", lifecycle.RevokeSessions);
        routes.Add("POST", $"{User}/credentials/change_password", credentials.ChangePassword);
        routes.Add("POST", $"{User}/credentials/change_recovery_question", credentials.ChangeRecoveryQuestion);
        routes.Add("POST", $"{User}/credentials/forgot_password", credentials.ForgotPassword);
        routes.Add("POST", $"{User}/credentials/forgot_password_recovery_question", credentials.ForgotPasswordSetNewPassword);
    }

    private static void AddRoles(RouteTable routes, Tenant tenant)
    {
        var roles = new Roles(tenant);
        var targets = new RoleTargets(tenant, roles);
        routes.Add("GET", $"{User}/roles", roles.List);
        routes.Add("POST", $"{User}/roles", roles.Assign);
        routes.Add("GET", Role, roles.Get);
        routes.Add("DELETE", Role, roles.Unassign);
        routes.Add("GET", Apps, targets.ListApps);
        routes.Add("PUT", Apps, targets.AddAllApps);
        routes.Add("PUT", $"{Apps}/{{appName}}", targets.AddApp);
        routes.Add("DELETE", $"{Apps}/{{appName}}", targets.RemoveApp);
        routes.Add("PUT", $"{Apps}/{{appName}}/{{applicationId}}", targets.AddAppInstance);
        routes.Add("DELETE", $"{Apps}/{{appName}}/{{applicationId}}", targets.RemoveAppInstance);
        routes.Add("GET", $"{Role}/targets/groups", targets.ListGroups);
        routes.Add("PUT", $"{Role}/targets/groups/{{groupId}}", targets.AddGroup);
        routes.Add("DELETE", $"{Role}/targets/groups/{{groupId}}", targets.RemoveGroup);
    }

    private static void AddConsents(RouteTable routes, Consents consents)
    {
        routes.Add("GET", $"{User}/grants", consents.ListGrants);
        routes.Add("DELETE", $"{User}/grants", consents.RevokeGrants);
        routes.Add("GET", $"{User}/grants/{{grantId}}", consents.GetGrant);
        routes.Add("DELETE", $"{User}/grants/{{grantId}}", consents.RevokeGrant);
        routes.Add("GET", $"{User}/clients", consents.ListClients);
        routes.Add("GET", $"{Client}/grants", consents.ListGrantsForClient);
        routes.Add("DELETE", $"{Client}/grants", consents.RevokeGrantsForClient);
        routes.Add("GET", $"{Client}/tokens", consents.ListTokens);
        routes.Add("DELETE", $"{Client}/tokens", consents.RevokeTokens);
        routes.Add("GET", $"{Client}/tokens/{{tokenId}}", consents.GetToken);
        routes.Add("DELETE", $"{Client}/tokens/{{tokenId}}", consents.RevokeToken);
    }

    private static void AddResources(RouteTable routes, LinkedObjects links, Assignments assignments)
    {
        routes.Add("GET", $"{User}/linkedObjects/{{relationshipName}}", links.List);
        routes.Add("DELETE", $"{User}/linkedObjects/{{relationshipName}}", links.Delete);
        routes.Add("PUT", $"{AllUsers}/{{associatedUserId}}/linkedObjects/{{primaryRelationshipName}}/{{primaryUserId}}", links.Set);
        routes.Add("GET", $"{User}/appLinks", assignments.ListAppLinks);
        routes.Add("GET", $"{User}/groups", assignments.ListGroups);
        routes.Add("GET", $"{User}/idps", assignments.ListIdentityProviders);
    }
}
