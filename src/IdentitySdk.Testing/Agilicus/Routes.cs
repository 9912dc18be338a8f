using IdentitySdk.Testing.Hosting;

namespace IdentitySdk.Testing.Agilicus;

/// <summary>Agilicus' operations: one line each; the five operations of a collection are one line.</summary>
internal static class Routes
{
    private const string AllUsers = "/users";
    private const string User = "/users/{user_id}";

    public static RouteTable Create(Tenant tenant, Auth auth)
    {
        var list = new UserList(tenant);
        var users = new Users(tenant);
        var roles = new Roles(tenant);
        var permissions = new Permissions(tenant);

        var routes = new RouteTable();
        routes.AddAnonymous("/token", new TokenEndpoint(auth).PostAsync);
        routes.Add("GET", AllUsers, list.Get);
        routes.Add("POST", AllUsers, users.Create);
        routes.Add("GET", User, users.Get);
        routes.Add("PUT", User, users.Replace);
        routes.Add("DELETE", "/v1/orgs/{org_id}/users/{user_id}", users.RemoveFromOrg);
        routes.Add("GET", "/users_ids", users.GetIds);
        routes.Add("GET", "/v1/combined_user_details", list.GetCombined);
        routes.Add("POST", $"{User}/user_identity_updates", users.UpdateIdentity);
        routes.Add("GET", $"{User}/orgs", permissions.ListOrgs);
        routes.Add("GET", "/users/org_user_roles", roles.List);
        routes.Add("GET", $"{User}/render_roles", roles.Render);
        routes.Add("PUT", $"{User}/roles", roles.Replace);
        routes.Add("GET", $"{User}/render_resource_permissions", permissions.ForResources);
        routes.Add("GET", $"{User}/host_permissions", permissions.ForHosts);
        AddResources(routes, tenant, users);
        return routes;
    }

    private static void AddResources(RouteTable routes, Tenant tenant, Users users)
    {
        var methods = new ChallengeMethods(tenant);
        var metadata = new UserMetadata(tenant);
        var requests = new UserRequests(tenant);
        var access = new AccessInfo(tenant, requests);
        Add(routes, $"{User}/mfa_challenge_methods", "{challenge_method_id}", methods);
        Add(routes, $"{User}/upstream_user_identities", "{upstream_user_identity_id}", new UpstreamIdentities(tenant));
        Add(routes, "/v1/service_accounts", "{service_account_id}", new ServiceAccounts(tenant, users));
        Add(routes, "/v1/user_metadata", "{metadata_id}", metadata);
        Add(routes, "/v1/user_requests", "{user_request_id}", requests);
        routes.Add("POST", $"{User}/reset_mfa_challenge_methods", methods.Reset);
        routes.Add("POST", "/v1/user_metadata_rpc/bulk_update", metadata.BulkUpdate);
        routes.Add("POST", "/v1/user_requests/{user_request_id}", requests.ApplyAction);
        routes.Add("GET", "/v1/access_requests", new AccessRequests(tenant).List);
        routes.Add("GET", "/v1/user_application_access_info", access.ListApplications);
        routes.Add("GET", "/v1/user_file_share_access_info", access.ListFileShares);
    }

    private static void Add(RouteTable routes, string all, string id, Collection collection)
    {
        routes.Add("GET", all, collection.List);
        routes.Add("POST", all, collection.Create);
        routes.Add("GET", $"{all}/{id}", collection.Get);
        routes.Add("PUT", $"{all}/{id}", collection.Replace);
        routes.Add("DELETE", $"{all}/{id}", collection.Delete);
    }
}
