using System.Globalization;
using System.Text.Json.Nodes;
using IdentitySdk.Testing.Hosting;
using IdentitySdk.Testing.Json;

namespace IdentitySdk.Testing.Agilicus;

/// <summary>Gets, creates and replaces users, changes their identity, and removes them from an organisation.</summary>
internal sealed class Users(Tenant tenant)
{
    /// <summary>Members that a replacement cannot change.</summary>
    private static readonly string[] s_readOnly = ["id", "type", "created", "org_id", UpstreamIdentities.Member, "auto_created"];

    public EmulatorResponse Get(RequestContext context) => tenant.WithUser(context, (_, user) => EmulatorResponse.Json(200, user));

    public EmulatorResponse Create(RequestContext context) =>
        Validate(context.Body, self: null) ?? EmulatorResponse.Json(201, Add((JsonObject)context.Body.DeepClone()));

    public JsonObject Add(JsonObject user)
    {
        var slot = tenant.Users.Table.NextSlot();
        user.Merge(new()
        {
            ["id"] = UserStore.IdOf(slot), ["type"] = user.Text("type") ?? "user", ["created"] = tenant.Now, ["updated"] = tenant.Now,
            ["auto_created"] = false, [UpstreamIdentities.Member] = new JsonArray(), ["org_id"] = user.Text("org_id") ?? Seed.OrgId,
        });
        user.TryAdd("status", "active");
        user.TryAdd("enabled", true);
        user.TryAdd("cascade", false);
        user.TryAdd("roles", new JsonObject());
        tenant.Users.Save(slot, user);
        return user;
    }

    public EmulatorResponse Replace(RequestContext context) => tenant.WithUser(context, (id, before) =>
    {
        if (Validate(context.Body, tenant.Users.Find(id)) is { } error)
        {
            return error;
        }

        var user = (JsonObject)context.Body.DeepClone();
        foreach (var name in s_readOnly.Where(before.ContainsKey))
        {
            user[name] = before[name]?.DeepClone();
        }

        tenant.Save(id, user);
        return EmulatorResponse.Json(200, user);
    });

    public EmulatorResponse UpdateIdentity(RequestContext context) => tenant.WithUser(context, (id, user) =>
    {
        var spec = context.Body.Members("spec");
        if (spec.Text("primary_email") is { } email && tenant.Users.FindByEmail(email) is { } owner && owner != tenant.Users.Find(id))
        {
            return Errors.Of(400, "spec.primary_email: another user has this address");
        }

        foreach (var (from, to) in new[] { ("primary_email", "email"), ("first_name", "first_name"), ("last_name", "last_name") })
        {
            user[to] = spec.Text(from) ?? user[to]?.DeepClone();
        }

        tenant.Save(id, user);
        return EmulatorResponse.Json(201, new JsonObject { ["spec"] = spec.DeepClone() });
    });

    /// <summary>Ends the membership; the user is not deleted.</summary>
    public EmulatorResponse RemoveFromOrg(RequestContext context)
    {
        var (id, org) = (context.PathValue("user_id"), context.PathValue("org_id"));
        if (tenant.Users.Get(id) is not { } user || !tenant.IsMember(id, user, org))
        {
            return Errors.NotFound("User", id);
        }

        if (!tenant.Memberships.Remove(id, org))
        {
            user["org_id"] = "";
            user["roles"] = new JsonObject();
            tenant.Save(id, user);
        }

        return EmulatorResponse.Empty(204);
    }

    /// <summary>No source shows the members of this response; ids under one name are an assumption.</summary>
    public EmulatorResponse GetIds(RequestContext context)
    {
        var since = DateTimeOffset.TryParse(context.Query("updated_since"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date)
            ? date : (DateTimeOffset?)null;
        return EmulatorResponse.Json(200, writer =>
        {
            writer.WriteStartObject();
            writer.WriteStartArray("user_ids");
            foreach (var id in tenant.Users.Ids(org: null).Where(id => since is null || tenant.Users.UpdatedAt(id) >= since))
            {
                writer.WriteStringValue(id);
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        });
    }

    /// <summary>The vendor's own client reads the existing object from a 409 of a creation.</summary>
    private EmulatorResponse? Validate(JsonObject user, int? self)
    {
        if (user.Text("email") is not { Length: > 0 } email)
        {
            return Errors.Of(400, "email is required");
        }

        if (self is null && user.Text("org_id") is { } org && tenant.Orgs.Find(org) is null)
        {
            return Errors.Of(400, $"org_id: there is no organisation {org}");
        }

        if (tenant.Users.FindByEmail(email) is not { } owner || owner == self)
        {
            return null;
        }

        return self is null ? Errors.Conflict(tenant.Users.Table.Load(owner)) : Errors.Of(400, "email: another user has this address");
    }
}
