using System.Text.Json.Nodes;
using IdentitySdk.Testing.Hosting;
using IdentitySdk.Testing.Json;

namespace IdentitySdk.Testing.OneLogin;

/// <summary>Gets, creates, updates and deletes users; lists a user's apps and roles.</summary>
internal sealed class Users(Tenant tenant)
{
    private const int Unlicensed = 3;

    public EmulatorResponse Get(RequestContext context) => tenant.WithUser(context, (_, user) => Envelope.Of(user));

    public EmulatorResponse Create(RequestContext context)
    {
        var body = context.Body;
        var error = UserModel.Validate(context, tenant, isUpdate: false)
            ?? UserModel.Required.Where(name => string.IsNullOrEmpty(body[name]?.ToString()))
                .Select(name => Errors.Of(400, $"{name} is an required attribute for post request for user")).FirstOrDefault()
            ?? ValidateUnique(body, self: null);
        return error ?? Envelope.Of(Add(body));
    }

    public JsonObject Add(JsonObject body)
    {
        var slot = tenant.Users.Table.NextSlot();
        var id = $"{UserStore.IdOf(slot)}";
        var user = UserModel.New(slot, tenant.Now);
        tenant.Secrets.Change(id, secret => UserModel.Apply(user, secret, body, tenant.Now));
        tenant.Users.Save(user);
        return user;
    }

    public EmulatorResponse Update(RequestContext context) => UserModel.Validate(context, tenant, isUpdate: true) ?? tenant.WithUser(context, (id, user) =>
    {
        // Unlicensed users leave that state through set_state only.
        var body = context.Body;
        if (body["state"].Integer() is { } state && user["state"].Integer() == Unlicensed && state != Unlicensed)
        {
            return Errors.Of(400, "state is invalid");
        }

        if (ValidateUnique(body, self: tenant.Users.Find(id)) is { } duplicate)
        {
            return duplicate;
        }

        tenant.Secrets.Change(id, secret => UserModel.Apply(user, secret, body, tenant.Now));
        tenant.Save(user);
        return Envelope.Of(user);
    });

    public EmulatorResponse Delete(RequestContext context) => tenant.WithUser(context, (id, _) => tenant.Remove(id));

    public EmulatorResponse CustomAttributes(RequestContext context) => Envelope.Nested(tenant.CustomAttributes.Select(name => (JsonNode?)name));

    public EmulatorResponse Roles(RequestContext context) =>
        tenant.WithUser(context, (_, user) => Envelope.Nested((user["role_id"] as JsonArray ?? []).Select(role => role?.DeepClone())));

    /// <summary>Applications that the portal hides are listed only on request.</summary>
    public EmulatorResponse Apps(RequestContext context) => tenant.WithUser(context, (id, user) =>
    {
        var all = context.Flag("ignore_visibility", defaultValue: false);
        var apps = from assignment in tenant.AppAssignments.Of(id)
                   let app = tenant.Apps.Find(assignment["id"]!.ToString())
                   where app is not null && (all || (bool)app["visible"]!)
                   select (JsonNode)AppCatalog.Show(app, assignment, user.Text("email"));
        return apps.ToArray() is { Length: > 0 } shown ? Envelope.Of(shown) : Envelope.Nested([]);
    });

    public EmulatorResponse? ValidateUnique(JsonObject body, int? self)
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
