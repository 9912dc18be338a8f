using System.Text.Json.Nodes;
using IdentitySdk.Testing.Hosting;
using IdentitySdk.Testing.Seeding;

namespace IdentitySdk.Testing.Okta;

/// <summary>Create, read, partial update (POST), full update (PUT), delete in two steps.</summary>
internal sealed class Users(UserStore store, TimeProvider time)
{
    public Reply Get(Call call) =>
        store.Find(call.Path("userId")) is { } slot ? Reply.Json(200, writer => store.Table.Write(writer, slot)) : NotFound(call);

    public Reply Create(Call call)
    {
        if (call.ReadJson() is not { } body)
        {
            return Errors.NotWellFormed();
        }

        var activate = call.Query("activate") != "false";
        var hasPassword = body["credentials"]?["password"] is JsonObject;
        if (UserRules.RefuseNextLogin(call.Query("nextLogin"), activate, hasPassword) is { } refusal)
        {
            return refusal;
        }

        if (body["groupIds"] is JsonArray { Count: > 20 })
        {
            return Errors.Of(400, "E0000093", "Target count limit exceeded");
        }

        lock (store.Table.Gate)
        {
            var profile = body["profile"]?.DeepClone() as JsonObject ?? [];
            if (UserRules.Validate(profile, store, self: null) is { } invalid)
            {
                return invalid;
            }

            var slot = store.Table.Reserve();
            var status = (activate, hasPassword) switch { (false, _) => "STAGED", (_, false) => "PROVISIONED", _ => "ACTIVE" };
            var user = UserModel.New(slot, status, profile, hasPassword, call.Origin, time.GetUtcNow());
            UserModel.MergeCredentials(user, body["credentials"] as JsonObject);
            store.Table.Save(slot, user);
            return Reply.Json(200, user);
        }
    }

    public Reply Update(Call call) => Write(call, (user, body) =>
    {
        if (body["profile"] is JsonObject changes)
        {
            var profile = user["profile"]!.AsObject();
            foreach (var (name, value) in changes)
            {
                profile[name] = value?.DeepClone();
            }
        }

        UserModel.MergeCredentials(user, body["credentials"] as JsonObject);
    });

    public Reply Replace(Call call) => Write(call, (user, body) =>
    {
        user["profile"] = body["profile"]?.DeepClone() as JsonObject ?? [];
        if (body["type"] is JsonObject type)
        {
            user["type"] = type.DeepClone();
        }

        UserModel.MergeCredentials(user, body["credentials"] as JsonObject);
    });

    /// <summary>The first call deactivates, the second deletes; both answer the same.</summary>
    public Reply Delete(Call call)
    {
        lock (store.Table.Gate)
        {
            if (store.Find(call.Path("userId")) is not { } slot)
            {
                return NotFound(call);
            }

            var user = store.Table.Load(slot);
            if ((string?)user["status"] == "DEPROVISIONED")
            {
                store.Table.Remove(slot);
            }
            else
            {
                SetStatus(user, "DEPROVISIONED");
                store.Table.Save(slot, user);
            }

            return Reply.Empty(204);
        }
    }

    /// <summary>Finds the user, lets the operation refuse or change it, and keeps the change.</summary>
    public Reply Change(Call call, Func<JsonObject, Reply?> change, Reply success)
    {
        lock (store.Table.Gate)
        {
            if (store.Find(call.Path("userId")) is not { } slot)
            {
                return NotFound(call);
            }

            var user = store.Table.Load(slot);
            if (change(user) is { } refusal)
            {
                return refusal;
            }

            store.Table.Save(slot, user);
            return success;
        }
    }

    public void SetStatus(JsonObject user, string status)
    {
        var now = time.GetUtcNow().Zulu();
        user["status"] = status;
        user["statusChanged"] = now;
        user["lastUpdated"] = now;
    }

    /// <summary>A slash in a login is taken for a longer path by Okta, even when it is escaped.</summary>
    private static Reply NotFound(Call call) =>
        call.Path("userId").Contains('/') ? Errors.MethodNotSupported() : Errors.UserNotFound(call.Path("userId"));

    private Reply Write(Call call, Action<JsonObject, JsonObject> apply)
    {
        if (call.ReadJson() is not { } body)
        {
            return Errors.NotWellFormed();
        }

        lock (store.Table.Gate)
        {
            if (store.Find(call.Path("userId")) is not { } slot)
            {
                return NotFound(call);
            }

            var user = store.Table.Load(slot);
            apply(user, body);
            if (UserRules.Validate(user["profile"]!.AsObject(), store, slot) is { } invalid)
            {
                return invalid;
            }

            user["lastUpdated"] = time.GetUtcNow().Zulu();
            store.Table.Save(slot, user);
            return Reply.Json(200, user);
        }
    }
}
