using System.Text.Json.Nodes;
using IdentitySdk.Testing.Hosting;
using IdentitySdk.Testing.Json;

namespace IdentitySdk.Testing.Okta;

/// <summary>Administrator roles of a user. A role's id is that of its assignment.</summary>
internal sealed class Roles(Tenant tenant)
{
    public EmulatorResponse List(RequestContext context) => tenant.WithUser(context, (id, _) =>
        Pages.All(tenant.Roles.Of(id).Select(role => Visible(role, context.Query("expand")))));

    public EmulatorResponse Get(RequestContext context) => Find(context, (_, role) => EmulatorResponse.Json(200, Visible(role, expand: null)));

    public EmulatorResponse Assign(RequestContext context) => tenant.WithUser(context, (id, _) =>
    {
        var (body, type) = (context.Body, context.Body["type"]!.ToString());
        if (type == "CUSTOM" && (body.Text("role") is null || body.Text("resource-set") is null))
        {
            return Errors.Validation("role", "role: A custom role needs role and resource-set");
        }

        return tenant.Roles.Of(id).Any(role =>
            role.Text("type") == type && role.Text("role") == body.Text("role") && role.Text("resource-set") == body.Text("resource-set"))
            ? Errors.Of(409, "E0000090", "Duplicate role assignment exception.", "The role specified is already assigned to the user.")
            : EmulatorResponse.Json(201, Visible(Add(id, type, body.Text("role"), body.Text("resource-set")), expand: null));
    });

    public EmulatorResponse Unassign(RequestContext context) => Find(context, (id, role) =>
    {
        tenant.Roles.Remove(id, role["id"]!.ToString());
        return EmulatorResponse.Empty(204);
    });

    /// <summary>Finds the user and the assignment.</summary>
    public EmulatorResponse Find(RequestContext context, Func<string, JsonObject, EmulatorResponse> act) => tenant.WithUser(context, (id, _) =>
        tenant.Roles.Find(id, context.PathValue("roleId")) is { } role ? act(id, role) : Errors.NotFound(context.PathValue("roleId"), "RoleAssignment"));

    public JsonObject Add(string user, string type, string? customRole = null, string? resourceSet = null)
    {
        var role = new JsonObject
        {
            ["id"] = tenant.NextRoleId(),
            ["label"] = string.Join(' ', type.Split('_').Select(word => word[..1] + word[1..].ToLowerInvariant())),
            ["type"] = type,
            ["status"] = "ACTIVE",
            ["created"] = tenant.Now,
            ["lastUpdated"] = tenant.Now,
            ["assignmentType"] = "USER",
            ["_links"] = new JsonObject { ["assignee"] = new JsonObject { ["href"] = $"{tenant.Origin}/api/v1/users/{user}" } },
        };
        foreach (var (name, value) in new[] { ("role", customRole), ("resource-set", resourceSet) })
        {
            if (value is not null)
            {
                role[name] = value;
            }
        }

        tenant.Roles.Put(user, role);
        return role;
    }

    /// <summary>The assignment as in a response: with its targets only on request.</summary>
    private JsonObject Visible(JsonObject role, string? expand)
    {
        var targets = RoleTargets.Of(role);
        role.Remove(RoleTargets.Member);
        if (expand is "targets/groups" or "targets/catalog/apps")
        {
            var shown = expand == "targets/groups" ? RoleTargets.Groups(tenant, targets) : RoleTargets.Apps(tenant, targets);
            var member = expand == "targets/groups" ? "groups" : "catalog";
            role["_embedded"] = new JsonObject { ["targets"] = new JsonObject { [member] = new JsonArray([.. shown]) } };
        }

        return role;
    }
}
