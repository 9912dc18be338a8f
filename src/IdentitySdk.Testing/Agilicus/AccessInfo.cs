using System.Text.Json.Nodes;
using IdentitySdk.Testing.Hosting;
using IdentitySdk.Testing.Json;
using IdentitySdk.Testing.Resources;

namespace IdentitySdk.Testing.Agilicus;

/// <summary>The access of a user to the resources of an organisation: granted by a role or an approved request, requested, or none.</summary>
internal sealed class AccessInfo(Tenant tenant, Collection pages)
{
    public EmulatorResponse ListApplications(RequestContext context) =>
        List(context, tenant.Applications, "user_application_access_info", "application", name => new()
    {
        ["application_name"] = name, ["application_url"] = $"https://{name.Replace(':', '-')}.example.com", ["application_default_role_name"] = "viewer",
        ["icon_url"] = "https://storage.googleapis.com/agilicus/logo.svg",
    });

    public EmulatorResponse ListFileShares(RequestContext context) =>
        List(context, tenant.FileShares, "user_file_share_access_info", "file_share", name => new()
    {
        ["share_id"] = $"{name}Share", ["share_name"] = name, ["share_url"] = $"https://share.example.com/{name}",
    });

    private EmulatorResponse List(RequestContext context, ResourceStore resources, string member, string kind, Func<string, JsonObject> describe)
    {
        var (org, user) = (context.Query("org_id")!, context.Query("user_id")!);
        var json = tenant.Users.Get(user);
        var rows = json is not null && tenant.IsMember(user, json, org)
            ? resources.All.Where(resource => resource.Text("org_id") == org)
                .Select(resource => Row(user, json, org, resource.Text("id")!, kind, describe))
            : [];
        return pages.Page(context, member, rows);
    }

    private JsonObject Row(string user, JsonObject json, string org, string name, string kind, Func<string, JsonObject> describe)
    {
        var status = describe(name);
        var roles = kind == "application" ? json.Member("roles").Member(name) as JsonArray ?? [] : [];
        status["user_id"] = user;
        status["org_id"] = org;
        status["org_name"] = tenant.Orgs.Find(org).Text("organisation") ?? "";
        status["roles"] = roles.DeepClone();
        status["access_level"] = roles.Count > 0 ? "granted" : Level(user, org, name, kind);
        return new JsonObject { ["status"] = status };
    }

    private string Level(string user, string org, string name, string kind)
    {
        var states = tenant.Requests.All.Select(request => request["spec"])
            .Where(spec => spec.Text("user_id") == user && spec.Text("org_id") == org && spec.Text("requested_resource") == name)
            .Where(spec => IsOf(kind, spec.Text("requested_resource_type")))
            .Select(spec => spec.Text("state")).ToList();
        return states.Contains("approved") ? "granted" : states.Contains("pending") ? "requested" : "none";
    }

    /// <summary>Each type has an older and a newer name.</summary>
    private static bool IsOf(string kind, string? type) =>
        kind == "application" ? type is "application" or "application_access" : type is "fileshare" or "file_share_access";
}
