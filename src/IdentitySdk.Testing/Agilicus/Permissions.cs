using System.Text.Json.Nodes;
using IdentitySdk.Testing.Hosting;
using IdentitySdk.Testing.Json;

namespace IdentitySdk.Testing.Agilicus;

/// <summary>The permissions of a user on resources and hosts, and the user's organisations.</summary>
internal sealed class Permissions(Tenant tenant)
{
    public EmulatorResponse ForResources(RequestContext context) => tenant.WithUser(context, (id, _) => EmulatorResponse.Json(200, new JsonObject
    {
        ["resource_permissions"] = new JsonArray([.. tenant.ResourcePermissions.Of(id)]),
        ["user_id"] = id,
        ["org_id"] = context.Query("org_id"),
    }));

    /// <summary>One host: that of the first application in which the user has a role.</summary>
    public EmulatorResponse ForHosts(RequestContext context) => tenant.WithUser(context, (_, user) =>
    {
        var application = user.Members("roles").Select(role => role.Key).FirstOrDefault() ?? "none";
        return EmulatorResponse.Json(200, new JsonObject
        {
            ["upstream_host"] = $"{application.Replace(':', '-')}.example.com",
            ["app_id"] = application,
            ["admin_org_id"] = user.Text("org_id"),
            ["allowed_list"] = new JsonArray(),
        });
    });

    /// <summary>All organisations of the user, or those of an issuer.</summary>
    public EmulatorResponse ListOrgs(RequestContext context) => tenant.WithUser(context, (id, user) =>
    {
        var ids = tenant.Memberships.Of(id).Select(membership => membership.Text("id")).Prepend(user.Text("org_id"));
        var orgs = ids.Select(org => tenant.Orgs.Find(org ?? "")).OfType<JsonObject>()
            .Where(org => context.Query("issuer") is not { } issuer || UserQuery.IssuerOf(org) == issuer);
        return EmulatorResponse.Json(200, new JsonObject { ["orgs"] = new JsonArray([.. orgs]) });
    });
}
