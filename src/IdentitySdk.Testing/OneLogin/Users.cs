using System.Text.Json.Nodes;
using IdentitySdk.Testing.Hosting;
using IdentitySdk.Testing.Seeding;

namespace IdentitySdk.Testing.OneLogin;

/// <summary>Read, create, partial update, delete; a user's apps and roles.</summary>
internal sealed class Users(UserStore store, TimeProvider time)
{
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
        if (UserModel.Read(call, out var body) is { } invalid)
        {
            return invalid;
        }

        if (UserModel.Required.FirstOrDefault(name => string.IsNullOrEmpty(body[name]?.ToString())) is { } missing)
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
            var user = UserModel.New(slot, hasPassword: body["password"] is not null, time.GetUtcNow());
            UserModel.Apply(user, body);
            store.Table.Save(slot, user);
            return Envelope.Of(user);
        }
    }

    public Reply Update(Call call)
    {
        if (UserModel.Read(call, out var body) is { } invalid)
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

                UserModel.Apply(user, body);
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

    public Reply CustomAttributes(Call call) => Envelope.Nested(Seed.CustomAttributes.Select(name => (JsonNode?)name));

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
}
