using System.Text.Json.Nodes;
using IdentitySdk.Testing.Hosting;
using IdentitySdk.Testing.Seeding;

namespace IdentitySdk.Testing.OneLogin;

/// <summary>Read, create, partial update, delete; a user's apps and roles.</summary>
internal sealed class Users(UserStore store, TimeProvider time)
{
    private static readonly string[] Required = ["firstname", "lastname", "email", "username"];
    private static readonly string[] Texts =
    [
        "username", "email", "firstname", "lastname", "title", "department", "company", "comment", "phone", "manager_ad_id", "manager_user_id",
        "samaccountname", "userprincipalname", "distinguished_name", "member_of", "external_id", "openid_name", "locale_code", "preferred_locale_code",
    ];

    private static readonly string[] Writable =
        [.. Texts, "group_id", "directory_id", "trusted_idp_id", "invalid_login_attempts", "state", "status", "role_id", "custom_attributes"];

    /// <summary>Accepted and not kept: what only the server sets, what is never shown, and the old name of comment.</summary>
    private static readonly string[] Ignored =
    [
        "id", "activated_at", "created_at", "updated_at", "last_login", "invitation_sent_at", "password_changed_at", "locked_until", "avatar_url",
        "password", "password_confirmation", "password_algorithm", "salt", "notes", "role_ids",
    ];

    public Reply Get(Call call) => store.Find(call.Path("id")) is { } slot
        ? Reply.Json(200, writer =>
        {
            writer.WriteStartObject();
            writer.WritePropertyName("status");
            Errors.Status(200, "Success").WriteTo(writer);
            writer.WriteStartArray("data");
            store.Table.Write(writer, slot);
            writer.WriteEndArray();
            writer.WriteEndObject();
        })
        : Errors.UserNotFound(call.Path("id"));

    public Reply Create(Call call)
    {
        if (ReadBody(call, out var body) is { } invalid)
        {
            return invalid;
        }

        if (Required.FirstOrDefault(name => string.IsNullOrEmpty(body[name]?.ToString())) is { } missing)
        {
            return Errors.Of(400, $"{missing} is an required attribute for post request for user");
        }

        lock (store.Table.Gate)
        {
            if (RefuseDuplicate(body, self: null) is { } duplicate)
            {
                return duplicate;
            }

            var slot = store.Table.Reserve();
            var user = NewUser(slot, hasPassword: body["password"] is not null);
            Apply(user, body);
            store.Table.Save(slot, user);
            return Envelope.Of(user);
        }
    }

    public Reply Update(Call call)
    {
        if (ReadBody(call, out var body) is { } invalid)
        {
            return invalid;
        }

        return Change(
            call,
            user =>
            {
                // Unlicensed users only come back through set_state.
                if (body["state"] is { } state && (int)user["state"]! == 3 && state.ToString() != "3")
                {
                    return Errors.Of(400, "state is invalid");
                }

                if (RefuseDuplicate(body, self: store.Find(call.Path("id"))) is { } duplicate)
                {
                    return duplicate;
                }

                Apply(user, body);
                return null;
            },
            user => Envelope.Of(user));
    }

    public Reply Delete(Call call)
    {
        lock (store.Table.Gate)
        {
            if (store.Find(call.Path("id")) is not { } slot)
            {
                return Errors.UserNotFound(call.Path("id"));
            }

            store.Table.Remove(slot);
            return Envelope.Done();
        }
    }

    public Reply Roles(Call call) => Show(call, user => Envelope.Nested((user["role_id"] as JsonArray ?? []).Select(role => role?.DeepClone())));

    public Reply Apps(Call call) => Show(call, user => AppCatalog.Of((long)user["id"]!, user["email"]?.ToString()) is { Length: > 0 } apps
        ? Envelope.Of(apps)
        : Envelope.Nested([]));

    /// <summary>Finds the user, lets the operation refuse or change it, and keeps the change.</summary>
    public Reply Change(Call call, Func<JsonObject, Reply?> change, Func<JsonObject, Reply> success)
    {
        lock (store.Table.Gate)
        {
            if (store.Find(call.Path("id")) is not { } slot)
            {
                return Errors.UserNotFound(call.Path("id"));
            }

            var user = store.Table.Load(slot);
            if (change(user) is { } refusal)
            {
                return refusal;
            }

            user["updated_at"] = time.GetUtcNow().Zulu();
            store.Table.Save(slot, user);
            return success(user);
        }
    }

    private static Reply? ReadBody(Call call, out JsonObject body)
    {
        body = call.ReadJson() ?? [];
        if (body.Count == 0)
        {
            return call.ReadJson() is null ? Errors.InvalidJson() : Errors.Of(400, "input parameters is empty");
        }

        var unknown = body.Select(member => member.Key).Except(Writable).Except(Ignored).FirstOrDefault();
        return unknown is null ? null : Errors.Field(unknown, $"{unknown} is not a valid attribute for user model");
    }

    private static void Apply(JsonObject user, JsonObject body)
    {
        foreach (var (name, value) in body.Where(member => Writable.Contains(member.Key)))
        {
            if (name == "custom_attributes" && value is JsonObject changes)
            {
                UserActions.MergeCustomAttributes(user, changes);
            }
            else
            {
                user[name] = value?.DeepClone();
            }
        }
    }

    private Reply Show(Call call, Func<JsonObject, Reply> show) =>
        store.Find(call.Path("id")) is { } slot ? show(store.Table.Load(slot)) : Errors.UserNotFound(call.Path("id"));

    private Reply? RefuseDuplicate(JsonObject body, int? self)
    {
        List<string> taken = [];
        Check("Email", Seed.EmailKey(body["email"]?.ToString() ?? ""));
        Check("Username", Seed.UsernameKey(body["username"]?.ToString() ?? ""));
        return taken.Count == 0 ? null : Errors.Of(400, $"Validation failed: {string.Join(", ", taken)}");

        void Check(string name, string key)
        {
            if (store.Table.Find(key) is { } owner && owner != self)
            {
                taken.Add($"{name} must be unique");
            }
        }
    }

    private JsonObject NewUser(int slot, bool hasPassword)
    {
        var now = time.GetUtcNow().Zulu();
        var user = new JsonObject { ["id"] = UserStore.IdOf(slot) };
        foreach (var name in Texts)
        {
            user[name] = null;
        }

        foreach (var (name, value) in new (string, JsonNode?)[]
        {
            ("group_id", null), ("role_id", null), ("state", 1), ("status", hasPassword ? 1 : 7), ("directory_id", null), ("trusted_idp_id", null),
            ("activated_at", hasPassword ? now : null), ("created_at", now), ("updated_at", now), ("last_login", null), ("invitation_sent_at", null),
            ("password_changed_at", hasPassword ? now : null), ("locked_until", null), ("invalid_login_attempts", 0),
        })
        {
            user[name] = value;
        }

        return user;
    }
}
