using System.Text.Json.Nodes;
using IdentitySdk.Testing.Hosting;
using IdentitySdk.Testing.Seeding;

namespace IdentitySdk.Testing.Okta;

/// <summary>Create, read, partial update (POST), full update (PUT), delete in two steps.</summary>
internal sealed class Users(UserStore store, TimeProvider time)
{
    private static readonly string[] Required = ["login", "email", "firstName", "lastName"];

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
        if (RefuseNextLogin(call.Query("nextLogin"), activate, hasPassword) is { } refusal)
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
            if (Validate(profile, self: null) is { } invalid)
            {
                return invalid;
            }

            var slot = store.Table.Reserve();
            var status = (activate, hasPassword) switch { (false, _) => "STAGED", (_, false) => "PROVISIONED", _ => "ACTIVE" };
            var user = NewUser(slot, status, profile, hasPassword, call.Origin);
            MergeCredentials(user, body["credentials"] as JsonObject);
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

        MergeCredentials(user, body["credentials"] as JsonObject);
    });

    public Reply Replace(Call call) => Write(call, (user, body) =>
    {
        user["profile"] = body["profile"]?.DeepClone() as JsonObject ?? [];
        if (body["type"] is JsonObject type)
        {
            user["type"] = type.DeepClone();
        }

        MergeCredentials(user, body["credentials"] as JsonObject);
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

    private static Reply? RefuseNextLogin(string? nextLogin, bool activate, bool hasPassword) => nextLogin switch
    {
        null => null,
        "changePassword" when !activate => Errors.Of(400, "E0000125", "Cannot set nextLogin without activating the user."),
        "changePassword" when !hasPassword => Errors.Of(400, "E0000124", "Cannot set nextLogin without a password."),
        "changePassword" => null,
        _ => Errors.Validation("nextLogin", "nextLogin: Not a valid value"),
    };

    /// <summary>Responses never carry a password or an answer: an empty object says that a password exists.</summary>
    private static void MergeCredentials(JsonObject user, JsonObject? changes)
    {
        var credentials = user["credentials"]!.AsObject();
        if (changes?["password"] is JsonObject)
        {
            credentials["password"] = new JsonObject();
        }

        if (changes?["recovery_question"]?["question"] is { } question)
        {
            credentials["recovery_question"] = new JsonObject { ["question"] = question.DeepClone() };
        }
    }

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
            if (Validate(user["profile"]!.AsObject(), slot) is { } invalid)
            {
                return invalid;
            }

            user["lastUpdated"] = time.GetUtcNow().Zulu();
            store.Table.Save(slot, user);
            return Reply.Json(200, user);
        }
    }

    private Reply? Validate(JsonObject profile, int? self)
    {
        var missing = Required.Where(name => profile[name] is not JsonValue value || value.ToString().Length == 0).ToList();
        if (missing.Count > 0)
        {
            return Errors.Validation(missing[0], [.. missing.Select(name => $"{name}: The field cannot be left blank")]);
        }

        return store.Table.Find(Seed.LoginKey(profile["login"]!.ToString())) is { } owner && owner != self
            ? Errors.Validation("login", "login: An object with this field already exists in the current organization")
            : null;
    }

    private JsonObject NewUser(int slot, string status, JsonObject profile, bool hasPassword, string origin)
    {
        var now = time.GetUtcNow().Zulu();
        var isActivated = status != "STAGED";
        return new()
        {
            ["id"] = UserStore.IdOf(slot),
            ["status"] = status,
            ["created"] = now,
            ["activated"] = isActivated ? now : null,
            ["statusChanged"] = isActivated ? now : null,
            ["lastLogin"] = null,
            ["lastUpdated"] = now,
            ["passwordChanged"] = hasPassword ? now : null,
            ["type"] = new JsonObject { ["id"] = "otyk9Q5d7Default0g4" },
            ["profile"] = profile,
            ["credentials"] = new JsonObject { ["provider"] = new JsonObject { ["type"] = "OKTA", ["name"] = "OKTA" } },
            ["_links"] = new JsonObject { ["self"] = new JsonObject { ["href"] = $"{origin}/api/v1/users/{UserStore.IdOf(slot)}" } },
        };
    }
}
