using System.Text.Json.Nodes;
using IdentitySdk.Testing.Hosting;
using IdentitySdk.Testing.Json;
using IdentitySdk.Testing.Resources;

namespace IdentitySdk.Testing.Okta;

/// <summary>Lists what is assigned to a user: groups, applications (also through groups) and identity providers.</summary>
internal sealed class Assignments(Tenant tenant)
{
    public EmulatorResponse ListGroups(RequestContext context) =>
        tenant.WithUser(context, (id, _) => Pages.All(Assigned(tenant.Memberships, tenant.Groups, id)));

    public EmulatorResponse ListIdentityProviders(RequestContext context) =>
        tenant.WithUser(context, (id, _) => Pages.All(Assigned(tenant.ProviderLinks, tenant.IdentityProviders, id)));

    public EmulatorResponse ListAppLinks(RequestContext context) => tenant.WithUser(context, (id, _) =>
    {
        var owners = tenant.Memberships.Of(id).Select(membership => membership.Text("id")!).Prepend(id);
        var apps = owners.SelectMany(owner => Assigned(tenant.AppAssignments, tenant.Apps, owner)).DistinctBy(app => app.Text("id"));
        return Pages.All(apps.Select((app, index) => AppLink(app, index)));
    });

    private static IEnumerable<JsonObject> Assigned(ResourceStore assignments, ResourceStore resources, string owner) =>
        assignments.Of(owner).Select(assignment => resources.Find(assignment.Text("id")!)).OfType<JsonObject>();

    private JsonObject AppLink(JsonObject app, int index) => new()
    {
        ["id"] = $"{app.Text("id")}l",
        ["label"] = app.Text("label"),
        ["linkUrl"] = $"{tenant.Origin}/home/{app.Text("name")}/{app.Text("id")}",
        ["logoUrl"] = $"{tenant.Origin}/assets/{app.Text("name")}.png",
        ["appName"] = app.Text("name"),
        ["appInstanceId"] = app.Text("id"),
        ["appAssignmentId"] = $"{app.Text("id")}u",
        ["credentialsSetup"] = false,
        ["hidden"] = false,
        ["sortOrder"] = index,
    };
}
