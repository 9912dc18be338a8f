using System.Text.Json.Nodes;
using IdentitySdk.Testing.Hosting;
using IdentitySdk.Testing.Json;

namespace IdentitySdk.Testing.Okta;

/// <summary>Relationships between users: an associated user has one primary user, a primary user any number of associated users.</summary>
internal sealed class LinkedObjects(Tenant tenant)
{
    public EmulatorResponse List(RequestContext context) => tenant.WithUser(context, (id, _) =>
    {
        var name = context.PathValue("relationshipName");
        foreach (var (primary, associated) in tenant.Relationships)
        {
            if (name == primary)
            {
                return Pages.Of(context, tenant.Links.Find(id, primary) is { } link ? [Show(link.Text("user")!)] : []);
            }

            if (name == associated)
            {
                var others = tenant.Links.Owners.Where(owner => tenant.Links.Find(owner, primary).Text("user") == id).OrderBy(UserStore.Slot);
                return Pages.Of(context, [.. others.Select(Show)]);
            }
        }

        return Errors.NotFound(name, "LinkedObject");
    });

    /// <summary>Replaces an existing link of this relationship.</summary>
    public EmulatorResponse Set(RequestContext context)
    {
        var (associated, primary, name) = (context.PathValue("associatedUserId"), context.PathValue("primaryUserId"),
            context.PathValue("primaryRelationshipName"));
        if (!tenant.Relationships.Any(relationship => relationship.Primary == name))
        {
            return Errors.NotFound(name, "LinkedObject");
        }

        if (tenant.Users.Find(associated) is not { } from)
        {
            return Tenant.NotFound(associated);
        }

        if (tenant.Users.Find(primary) is not { } to)
        {
            return Tenant.NotFound(primary);
        }

        if (from == to)
        {
            return Errors.Validation("primaryUserId", "primaryUserId: A user cannot be linked to itself");
        }

        tenant.Links.Put(UserStore.IdOf(from), new JsonObject { ["id"] = name, ["user"] = UserStore.IdOf(to) });
        return EmulatorResponse.Empty(204);
    }

    public EmulatorResponse Delete(RequestContext context) => tenant.WithUser(context, (id, _) => tenant.Links.Remove(id, context.PathValue("relationshipName"))
        ? EmulatorResponse.Empty(204)
        : Errors.NotFound(context.PathValue("relationshipName"), "LinkedObject"));

    private JsonObject Show(string user) => new()
    {
        ["_links"] = new JsonObject { ["self"] = new JsonObject { ["href"] = $"{tenant.Origin}/api/v1/users/{user}" } },
    };
}
