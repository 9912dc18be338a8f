using System.Text.Json.Nodes;
using IdentitySdk.Testing.Hosting;
using IdentitySdk.Testing.Seeding;

namespace IdentitySdk.Testing.OneLogin;

/// <summary>Read, create, partial update, delete; a user's apps and roles.</summary>
internal sealed class Users(UserStore store, TimeProvider time)
{
    public EmulatorResponse Get(RequestContext context) => store.Find(context.PathValue("user_id")) is { } slot
        ? EmulatorResponse.Json(200, writer =>
        {
            writer.WriteStartObject();
            writer.WritePropertyName("status");
            Errors.Status(200, "Success").WriteTo(writer);
            writer.WriteStartArray("data");
            store.Table.Write(writer, slot);
            writer.WriteEndArray();
            writer.WriteEndObject();
        })
        : Errors.UserNotFound(context.PathValue("user_id"));

    public EmulatorResponse Create(RequestContext context)
    {
        if (UserModel.Read(context, out var body) is { } invalid)
        {
            return invalid;
        }

        if (UserModel.Required.FirstOrDefault(name => string.IsNullOrEmpty(body[name]?.ToString())) is { } missing)
        {
            return Errors.Of(400, $"{missing} is an required attribute for post request for user");
        }

        lock (store.Table)
        {
            if (FindDuplicate(body, self: null) is { } duplicate)
            {
                return duplicate;
            }

            var slot = store.Table.NextSlot();
            var user = UserModel.New(slot, hasPassword: body["password"] is not null, time.GetUtcNow());
            UserModel.Apply(user, body);
            store.Table.Save(slot, user);
            return Envelope.Of(user);
        }
    }

    public EmulatorResponse Update(RequestContext context)
    {
        if (UserModel.Read(context, out var body) is { } invalid)
        {
            return invalid;
        }

        return Change(
            context,
            user =>
            {
                // Unlicensed users are reactivated through set_state only.
                if (body["state"] is { } state && (int)user["state"]! == 3 && state.ToString() != "3")
                {
                    return Errors.Of(400, "state is invalid");
                }

                if (FindDuplicate(body, self: store.Find(context.PathValue("user_id"))) is { } duplicate)
                {
                    return duplicate;
                }

                UserModel.Apply(user, body);
                return null;
            },
            user => Envelope.Of(user));
    }

    public EmulatorResponse Delete(RequestContext context)
    {
        lock (store.Table)
        {
            if (store.Find(context.PathValue("user_id")) is not { } slot)
            {
                return Errors.UserNotFound(context.PathValue("user_id"));
            }

            store.Table.Remove(slot);
            return Envelope.Success();
        }
    }

    public EmulatorResponse CustomAttributes(RequestContext context) => Envelope.Nested(Seed.CustomAttributes.Select(name => (JsonNode?)name));

    public EmulatorResponse Roles(RequestContext context) =>
        Show(context, user => Envelope.Nested((user["role_id"] as JsonArray ?? []).Select(role => role?.DeepClone())));

    public EmulatorResponse Apps(RequestContext context) => Show(context, user =>
    {
        var apps = AppCatalog.Of((long)user["id"]!, user["email"]?.ToString());
        return apps.Length > 0 ? Envelope.Of(apps) : Envelope.Nested([]);
    });

    /// <summary>Finds the user, lets the operation reject or change it, and saves the change.</summary>
    public EmulatorResponse Change(RequestContext context, Func<JsonObject, EmulatorResponse?> change, Func<JsonObject, EmulatorResponse> success)
    {
        lock (store.Table)
        {
            if (store.Find(context.PathValue("user_id")) is not { } slot)
            {
                return Errors.UserNotFound(context.PathValue("user_id"));
            }

            var user = store.Table.Load(slot);
            if (change(user) is { } error)
            {
                return error;
            }

            user["updated_at"] = time.GetUtcNow().Zulu();
            store.Table.Save(slot, user);
            return success(user);
        }
    }

    private EmulatorResponse Show(RequestContext context, Func<JsonObject, EmulatorResponse> show) =>
        store.Find(context.PathValue("user_id")) is { } slot ? show(store.Table.Load(slot)) : Errors.UserNotFound(context.PathValue("user_id"));

    private EmulatorResponse? FindDuplicate(JsonObject body, int? self)
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
