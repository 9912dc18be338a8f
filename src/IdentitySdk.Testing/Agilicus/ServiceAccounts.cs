using System.Text.Json.Nodes;
using IdentitySdk.Testing.Hosting;
using IdentitySdk.Testing.Json;

namespace IdentitySdk.Testing.Agilicus;

/// <summary>Service accounts. Each has a user with another id, which is listed among all users; authentication documents belong to that user.</summary>
internal sealed class ServiceAccounts(Tenant tenant, Users users)
    : Collection(tenant, tenant.ServiceAccounts, "Service account", "service_accounts", "service_account_id")
{
    protected override bool Matches(RequestContext context, JsonObject value) =>
        Has(context, value, "org_id") && (context.Query("user_id") is not { } user || value["status"]?["user"].Text("id") == user);

    protected override EmulatorResponse? Validate(RequestContext context, JsonObject value, JsonObject? before)
    {
        if (value["spec"].Text("name") is not { Length: > 0 } || value["spec"].Text("org_id") is not { Length: > 0 } org)
        {
            return Errors.Of(400, "spec.name and spec.org_id are required");
        }

        if (Tenant.Orgs.Find(org) is null)
        {
            return Errors.Of(400, $"spec.org_id: there is no organisation {org}");
        }

        return before is null && Tenant.Users.FindByEmail(Email(value)) is not null ? Errors.Of(400, "spec.name: an account of this name exists") : null;
    }

    /// <summary>The email address is derived from the initial name and never changes (the vendor's model of the spec).</summary>
    protected override void Saving(JsonObject value, JsonObject? before)
    {
        var enabled = value["spec"].Member("enabled")?.ToString() != "false";
        if (before?["status"]?["user"].Text("id") is { } id && Tenant.Users.Get(id) is { } user)
        {
            (user["enabled"], user["status"]) = (enabled, enabled ? "active" : "disabled");
            Tenant.Save(id, user);
            value["status"] = new JsonObject { ["user"] = user.DeepClone() };
            return;
        }

        value["status"] = new JsonObject
        {
            ["user"] = users.Add(new JsonObject
            {
                ["email"] = Email(value), ["type"] = "service_account", ["org_id"] = value["spec"].Text("org_id"), ["enabled"] = enabled,
                ["status"] = enabled ? "active" : "disabled",
            }).DeepClone(),
        };
    }

    protected override void Removing(JsonObject value)
    {
        if (value["status"]?["user"].Text("id") is { } id && Tenant.Users.Find(id) is not null)
        {
            Tenant.Remove(id);
        }
    }

    private static string Email(JsonObject value) => $"{value["spec"].Text("name")}@service.example.com";
}
