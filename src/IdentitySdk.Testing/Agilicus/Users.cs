using System.Text.Json.Nodes;
using IdentitySdk.Testing.Hosting;
using IdentitySdk.Testing.Seeding;

namespace IdentitySdk.Testing.Agilicus;

/// <summary>Read, create, full replacement, removal from an organisation.</summary>
internal sealed class Users(UserStore store, TimeProvider time)
{
    /// <summary>What a replacement cannot change.</summary>
    private static readonly string[] ReadOnly = ["id", "type", "created", "org_id", "upstream_user_identities", "auto_created"];

    public Reply Get(Call call) => Find(call) is { } slot ? Reply.Json(200, writer => store.Table.Write(writer, slot)) : NotFound(call);

    public Reply Create(Call call)
    {
        if (Read(call, out var body) is { } invalid)
        {
            return invalid;
        }

        lock (store.Table.Gate)
        {
            if (store.FindByEmail(body["email"]!.ToString()) is { } existing)
            {
                return Errors.Exists(store.Table.Load(existing));
            }

            var slot = store.Table.Reserve();
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
            return Reply.Json(201, body);
        }
    }

    public Reply Replace(Call call)
    {
        if (Read(call, out var body) is { } invalid)
        {
            return invalid;
        }

        lock (store.Table.Gate)
        {
            if (Find(call) is not { } slot)
            {
                return NotFound(call);
            }

            if (store.FindByEmail(body["email"]!.ToString()) is { } owner && owner != slot)
            {
                return Errors.Exists(store.Table.Load(owner));
            }

            var before = store.Table.Load(slot);
            foreach (var name in ReadOnly.Where(before.ContainsKey))
            {
                body[name] = before[name]?.DeepClone();
            }

            body["updated"] = time.GetUtcNow().WithOffset();
            store.Save(slot, body);
            return Reply.Json(200, body);
        }
    }

    /// <summary>Every user here is in one organisation only, so leaving it is the end of the user.</summary>
    public Reply RemoveFromOrg(Call call)
    {
        lock (store.Table.Gate)
        {
            if (store.Find(call.Path("user_id")) is not { } slot || store.Table.Load(slot)["org_id"]?.ToString() != call.Path("org_id"))
            {
                return NotFound(call);
            }

            store.Remove(slot);
            return Reply.Empty(204);
        }
    }

    /// <summary>Finds the user and keeps what the operation changes in it.</summary>
    public Reply Change(Call call, Action<JsonObject> change)
    {
        lock (store.Table.Gate)
        {
            if (Find(call) is not { } slot)
            {
                return NotFound(call);
            }

            var user = store.Table.Load(slot);
            change(user);
            user["updated"] = time.GetUtcNow().WithOffset();
            store.Save(slot, user);
            return Reply.Empty(204);
        }
    }

    /// <summary>A user asked for under another organisation is not there.</summary>
    public int? Find(Call call) =>
        store.Find(call.Path("user_id")) is { } slot && (call.Query("org_id") is not { } org || store.Table.Load(slot)["org_id"]?.ToString() == org)
            ? slot
            : null;

    public static Reply NotFound(Call call) => Errors.NotFound("User", call.Path("user_id"));

    private static Reply? Read(Call call, out JsonObject body)
    {
        body = call.ReadJson() ?? [];
        if (body.Count == 0)
        {
            return Errors.InvalidJson();
        }

        return body["email"] is JsonValue email && email.ToString().Length > 0 ? null : Errors.Of(400, "email is required");
    }
}
