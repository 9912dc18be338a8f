using System.Text.Json.Nodes;
using IdentitySdk.Testing.Hosting;
using IdentitySdk.Testing.Json;

namespace IdentitySdk.Testing.OneLogin;

/// <summary>Read, create, partial update, delete; a user's apps and roles.</summary>
internal sealed class Users(Tenant tenant)
{
    private const int Unlicensed = 3;

    public EmulatorResponse Get(RequestContext context) => tenant.Read(context, user => Envelope.Of(user));

    public EmulatorResponse Create(RequestContext context)
    {
        var body = context.Body;
        var error = UserModel.Read(context, tenant, isUpdate: false)
            ?? UserModel.Required.Where(name => string.IsNullOrEmpty(body[name]?.ToString()))
                .Select(name => Errors.Of(400, $"{name} is an required attribute for post request for user")).FirstOrDefault()
            ?? RefuseDuplicate(body, self: null);
        return error ?? Envelope.Of(Add(body));
    }

    public JsonObject Add(JsonObject body)
    {
        var slot = tenant.Users.Table.NextSlot();
        var id = $"{UserStore.IdOf(slot)}";
        var (user, secret) = (UserModel.New(slot, tenant.Now), tenant.Secret(id));
        UserModel.Apply(user, secret, body, tenant.Now);
        tenant.Users.Table.Save(slot, user);
        tenant.Save(id, secret);
        return user;
    }

    public EmulatorResponse Update(RequestContext context)
    {
        var body = context.Body;
        return UserModel.Read(context, tenant, isUpdate: true) ?? tenant.Change(
            context,
            user =>
            {
                // Unlicensed users leave that state through set_state only.
                if (body["state"].Integer() is { } state && user["state"].Integer() == Unlicensed && state != Unlicensed)
                {
                    return Errors.Of(400, "state is invalid");
                }

                if (RefuseDuplicate(body, self: tenant.Users.Find(context.PathValue("user_id"))) is { } duplicate)
                {
                    return duplicate;
                }

                var secret = tenant.Secret(user["id"]!.ToString());
                UserModel.Apply(user, secret, body, tenant.Now);
                tenant.Save(user["id"]!.ToString(), secret);
                return null;
            },
            user => Envelope.Of(user));
    }

    public EmulatorResponse Delete(RequestContext context)
    {
        if (tenant.Users.Find(context.PathValue("user_id")) is not { } slot)
        {
            return Errors.UserNotFound(context.PathValue("user_id"));
        }

        tenant.Remove(slot);
        return Envelope.Success();
    }

    public EmulatorResponse CustomAttributes(RequestContext context) => Envelope.Nested(tenant.CustomAttributes.Select(name => (JsonNode?)name));

    public EmulatorResponse Roles(RequestContext context) =>
        tenant.Read(context, user => Envelope.Nested((user["role_id"] as JsonArray ?? []).Select(role => role?.DeepClone())));

    /// <summary>Applications that the portal hides come only when asked for.</summary>
    public EmulatorResponse Apps(RequestContext context) => tenant.Read(context, user =>
    {
        var all = context.Flag("ignore_visibility", otherwise: false);
        var apps = from assignment in tenant.AppAssignments.Of(user["id"]!.ToString())
                   let app = tenant.Apps.Find(Tenant.Shared, assignment["id"]!.ToString())
                   where app is not null && (all || (bool)app["visible"]!)
                   select (JsonNode)AppCatalog.Show(app, assignment, user.Text("email"));
        return apps.ToArray() is { Length: > 0 } shown ? Envelope.Of(shown) : Envelope.Nested([]);
    });

    public EmulatorResponse? RefuseDuplicate(JsonObject body, int? self)
    {
        string[] taken =
        [
            .. new[] { ("Email", Seed.EmailKey(body["email"]?.ToString() ?? "")), ("Username", Seed.UsernameKey(body["username"]?.ToString() ?? "")) }
                .Where(key => tenant.Users.Table.Find(key.Item2) is { } owner && owner != self)
                .Select(key => $"{key.Item1} must be unique"),
        ];
        return taken.Length == 0 ? null : Errors.Of(400, $"Validation failed: {string.Join(", ", taken)}");
    }
}
