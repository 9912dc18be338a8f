using System.Text.Json.Nodes;
using IdentitySdk.Testing.Hosting;
using IdentitySdk.Testing.Seeding;

namespace IdentitySdk.Testing.Agilicus;

/// <summary>Read, create, full replacement, removal from an organisation.</summary>
internal sealed class Users(UserStore store, TimeProvider time)
{
    /// <summary>Members that a replacement cannot change.</summary>
    private static readonly string[] s_readOnly = ["id", "type", "created", "org_id", "upstream_user_identities", "auto_created"];

    public EmulatorResponse Get(RequestContext context) =>
        Find(context) is { } slot ? EmulatorResponse.Json(200, writer => store.Table.Write(writer, slot)) : NotFound(context);

    public EmulatorResponse Create(RequestContext context)
    {
        if (Read(context, out var body) is { } invalid)
        {
            return invalid;
        }

        lock (store.Table)
        {
            if (store.FindByEmail(body["email"]!.ToString()) is { } existing)
            {
                return Errors.Conflict(store.Table.Load(existing));
            }

            var slot = store.Table.NextSlot();
            var now = time.GetUtcNow().WithOffset();
            foreach (var (name, value) in new (string, JsonNode?)[]
            {
                ("id", UserStore.IdOf(slot)), ("type", "user"), ("created", now), ("updated", now), ("auto_created", false),
                ("upstream_user_identities", new JsonArray()), ("org_id", body["org_id"]?.ToString() ?? Seed.OrgId),
            })
            {
                body[name] = value;
            }

            body.TryAdd("status", "active");
            body.TryAdd("enabled", true);
            body.TryAdd("cascade", false);
            body.TryAdd("roles", new JsonObject());
            store.Save(slot, body);
            return EmulatorResponse.Json(201, body);
        }
    }

    public EmulatorResponse Replace(RequestContext context)
    {
        if (Read(context, out var body) is { } invalid)
        {
            return invalid;
        }

        lock (store.Table)
        {
            if (Find(context) is not { } slot)
            {
                return NotFound(context);
            }

            if (store.FindByEmail(body["email"]!.ToString()) is { } owner && owner != slot)
            {
                return Errors.Conflict(store.Table.Load(owner));
            }

            var before = store.Table.Load(slot);
            foreach (var name in s_readOnly.Where(before.ContainsKey))
            {
                body[name] = before[name]?.DeepClone();
            }

            body["updated"] = time.GetUtcNow().WithOffset();
            store.Save(slot, body);
            return EmulatorResponse.Json(200, body);
        }
    }

    /// <summary>Deletes the user: every user is in one organisation only.</summary>
    public EmulatorResponse RemoveFromOrg(RequestContext context)
    {
        lock (store.Table)
        {
            if (store.Find(context.PathValue("user_id")) is not { } slot || store.Table.Load(slot)["org_id"]?.ToString() != context.PathValue("org_id"))
            {
                return NotFound(context);
            }

            store.Remove(slot);
            return EmulatorResponse.Empty(204);
        }
    }

    /// <summary>Finds the user, applies the change and saves it.</summary>
    public EmulatorResponse Change(RequestContext context, Action<JsonObject> change)
    {
        lock (store.Table)
        {
            if (Find(context) is not { } slot)
            {
                return NotFound(context);
            }

            var user = store.Table.Load(slot);
            change(user);
            user["updated"] = time.GetUtcNow().WithOffset();
            store.Save(slot, user);
            return EmulatorResponse.Empty(204);
        }
    }

    /// <summary>Finds the requested user. A user requested under another organisation is not found.</summary>
    public int? Find(RequestContext context) =>
        store.Find(context.PathValue("user_id")) is { } slot && (context.Query("org_id") is not { } org || store.Table.Load(slot)["org_id"]?.ToString() == org)
            ? slot
            : null;

    public static EmulatorResponse NotFound(RequestContext context) => Errors.NotFound("User", context.PathValue("user_id"));

    private static EmulatorResponse? Read(RequestContext context, out JsonObject body)
    {
        body = context.ReadJson() ?? [];
        if (body.Count == 0)
        {
            return Errors.InvalidJson();
        }

        return body["email"] is JsonValue email && email.ToString().Length > 0 ? null : Errors.Of(400, "email is required");
    }
}
