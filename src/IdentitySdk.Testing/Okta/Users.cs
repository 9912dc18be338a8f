using System.Text.Json.Nodes;
using IdentitySdk.Testing.Hosting;
using IdentitySdk.Testing.Seeding;

namespace IdentitySdk.Testing.Okta;

/// <summary>Create, read, partial update (POST), full update (PUT), delete in two steps.</summary>
internal sealed class Users(UserStore store, TimeProvider time)
{
    public EmulatorResponse Get(RequestContext context) =>
        store.Find(context.PathValue("userId")) is { } slot ? EmulatorResponse.Json(200, writer => store.Table.Write(writer, slot)) : NotFound(context);

    public EmulatorResponse Create(RequestContext context)
    {
        if (context.ReadJson() is not { } body)
        {
            return Errors.NotWellFormed();
        }

        var activate = context.Query("activate") != "false";
        var hasPassword = body["credentials"]?["password"] is JsonObject;
        if (UserRules.ValidateNextLogin(context.Query("nextLogin"), activate, hasPassword) is { } error)
        {
            return error;
        }

        if (body["groupIds"] is JsonArray { Count: > 20 })
        {
            return Errors.Of(400, "E0000093", "Target count limit exceeded");
        }

        lock (store.Table.Lock)
        {
            var profile = body["profile"]?.DeepClone() as JsonObject ?? [];
            if (UserRules.Validate(profile, store, self: null) is { } invalid)
            {
                return invalid;
            }

            var slot = store.Table.NextSlot();
            var status = (activate, hasPassword) switch { (false, _) => "STAGED", (_, false) => "PROVISIONED", _ => "ACTIVE" };
            var user = UserModel.New(slot, status, profile, hasPassword, context.Origin, time.GetUtcNow());
            UserModel.MergeCredentials(user, body["credentials"] as JsonObject);
            store.Table.Save(slot, user);
            return EmulatorResponse.Json(200, user);
        }
    }

    public EmulatorResponse Update(RequestContext context) => Write(context, (user, body) =>
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

    public EmulatorResponse Replace(RequestContext context) => Write(context, (user, body) =>
    {
        user["profile"] = body["profile"]?.DeepClone() as JsonObject ?? [];
        if (body["type"] is JsonObject type)
        {
            user["type"] = type.DeepClone();
        }

        UserModel.MergeCredentials(user, body["credentials"] as JsonObject);
    });

    /// <summary>The first request deactivates, the second deletes; both responses are the same.</summary>
    public EmulatorResponse Delete(RequestContext context)
    {
        lock (store.Table.Lock)
        {
            if (store.Find(context.PathValue("userId")) is not { } slot)
            {
                return NotFound(context);
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

            return EmulatorResponse.Empty(204);
        }
    }

    /// <summary>Finds the user, lets the operation reject or change it, and saves the change.</summary>
    public EmulatorResponse Change(RequestContext context, Func<JsonObject, EmulatorResponse?> change, EmulatorResponse success)
    {
        lock (store.Table.Lock)
        {
            if (store.Find(context.PathValue("userId")) is not { } slot)
            {
                return NotFound(context);
            }

            var user = store.Table.Load(slot);
            if (change(user) is { } error)
            {
                return error;
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
    private static EmulatorResponse NotFound(RequestContext context) =>
        context.PathValue("userId").Contains('/') ? Errors.MethodNotSupported() : Errors.UserNotFound(context.PathValue("userId"));

    private EmulatorResponse Write(RequestContext context, Action<JsonObject, JsonObject> apply)
    {
        if (context.ReadJson() is not { } body)
        {
            return Errors.NotWellFormed();
        }

        lock (store.Table.Lock)
        {
            if (store.Find(context.PathValue("userId")) is not { } slot)
            {
                return NotFound(context);
            }

            var user = store.Table.Load(slot);
            apply(user, body);
            if (UserRules.Validate(user["profile"]!.AsObject(), store, slot) is { } invalid)
            {
                return invalid;
            }

            user["lastUpdated"] = time.GetUtcNow().Zulu();
            store.Table.Save(slot, user);
            return EmulatorResponse.Json(200, user);
        }
    }
}
