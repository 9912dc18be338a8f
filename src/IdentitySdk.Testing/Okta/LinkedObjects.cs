using System.Text.Json.Nodes;
using IdentitySdk.Testing.Hosting;
using IdentitySdk.Testing.Json;

namespace IdentitySdk.Testing.Okta;

/// <summary>Relationships between users: each associated user has one primary user, each primary user any number of associated ones.</summary>
internal sealed class LinkedObjects(Org org, Users users)
{
    public EmulatorResponse List(RequestContext context) => users.Read(context, (id, _) =>
    {
        var name = context.PathValue("relationshipName");
        foreach (var (primary, associated) in org.Relationships)
        {
            if (name == primary)
            {
                return Pages.Of(context, org.Links.Find(id, primary) is { } link ? [Show(link.Text("user")!)] : []);
            }

            if (name == associated)
            {
                var others = org.Links.Owners.Where(owner => org.Links.Find(owner, primary).Text("user") == id).OrderBy(org.Users.Slot);
                return Pages.Of(context, [.. others.Select(Show)]);
            }
        }

        return Errors.NotFound(name, "LinkedObject");
    });

    /// <summary>A link to somebody else is replaced.</summary>
    public EmulatorResponse Set(RequestContext context)
    {
        var (associated, primary, name) = (context.PathValue("associatedUserId"), context.PathValue("primaryUserId"), context.PathValue("primaryRelationshipName"));
        if (!org.Relationships.Any(relationship => relationship.Primary == name))
        {
            return Errors.NotFound(name, "LinkedObject");
        }

        if (org.Users.Find(associated) is not { } from)
        {
            return Org.NotFound(associated);
        }

        if (org.Users.Find(primary) is not { } to)
        {
            return Org.NotFound(primary);
        }

        if (from == to)
        {
            return Errors.Validation("primaryUserId", "primaryUserId: A user cannot be linked to itself");
        }

        org.Links.Put(UserStore.IdOf(from), new JsonObject { ["id"] = name, ["user"] = UserStore.IdOf(to) });
        return EmulatorResponse.Empty(204);
    }

    public EmulatorResponse Delete(RequestContext context) => users.Read(context, (id, _) => org.Links.Remove(id, context.PathValue("relationshipName"))
        ? EmulatorResponse.Empty(204)
        : Errors.NotFound(context.PathValue("relationshipName"), "LinkedObject"));

    private JsonObject Show(string user) => new()
    {
        ["_links"] = new JsonObject { ["self"] = new JsonObject { ["href"] = $"{org.Origin}/api/v1/users/{user}" } },
    };
}
