using System.Text.Json.Nodes;
using IdentitySdk.Testing.Hosting;
using IdentitySdk.Testing.Json;

namespace IdentitySdk.Testing.Okta;

/// <summary>Gets, creates, updates (POST: partially, PUT: fully) and deletes users.</summary>
internal sealed class Users(Tenant tenant)
{
    private const string Omit = "okta-response=";

    /// <summary>The user with links to the actions that the status allows; the request's content type can exclude credentials and links.</summary>
    public EmulatorResponse Get(RequestContext context) => tenant.WithUser(context, (_, user) =>
    {
        if (context.Request.Header("Content-Type")?.Contains(Omit, StringComparison.Ordinal) == true)
        {
            user.Remove("credentials");
            return EmulatorResponse.Json(200, user);
        }

        var links = user.Members("_links");
        foreach (var action in Lifecycle.AllowedActions(user["status"]!.ToString()))
        {
            links[action] = new JsonObject { ["href"] = $"{tenant.Origin}/api/v1/users/{user["id"]}/lifecycle/{action}", ["method"] = "POST" };
        }

        return EmulatorResponse.Json(200, user);
    });

    public EmulatorResponse Create(RequestContext context)
    {
        var (body, credentials) = (context.Body, context.Body.Members("credentials"));
        var activate = context.Flag("activate", defaultValue: true);
        var (hasPassword, provider) = (UserModel.HasPassword(credentials), Provider(context, credentials));
        var profile = (JsonObject)body.Members("profile").DeepClone();
        var groups = (body["groupIds"] as JsonArray ?? []).Select(id => id?.ToString() ?? "").ToList();
        var error = UserRules.ValidateNextLogin(context.Query("nextLogin"), activate, hasPassword)
            ?? UserRules.Validate(tenant, profile, self: null)
            ?? UserRules.ValidateCredentials(tenant, credentials)
            ?? groups.Where(id => tenant.Groups.Find(id) is null).Select(id => Errors.NotFound(id, "UserGroup")).FirstOrDefault();
        if (error is not null)
        {
            return error;
        }

        var status = Status(activate, hasPassword || provider.Text("type") is "FEDERATION" or "SOCIAL", context.Query("nextLogin"));
        return EmulatorResponse.Json(200, Add(status, profile, provider, credentials, body.Members("type"), groups));
    }

    public JsonObject Add(string status, JsonObject profile, JsonObject provider, JsonObject? credentials, JsonObject type, IEnumerable<string> groups)
    {
        var id = UserStore.IdOf(tenant.Users.Table.NextSlot());
        var user = UserModel.New(id, status, profile, provider, tenant.Origin, tenant.Now);
        user["type"] = type["id"] is { } typeId ? new JsonObject { ["id"] = typeId.DeepClone() } : user["type"]!.DeepClone();
        tenant.Secrets.Change(id, secret => UserModel.MergeCredentials(user, secret, credentials, tenant.Now));
        tenant.Users.Save(id, user);
        foreach (var group in groups)
        {
            tenant.Memberships.Put(id, new JsonObject { ["id"] = group });
        }

        return user;
    }

    public EmulatorResponse Update(RequestContext context) => Write(context, (user, body) =>
    {
        user.Members("profile").Merge(body.Members("profile"));
        return body.Member("type").Text("id") is { } type && type != user["type"].Text("id")
            ? Errors.Validation("type", "type: The type of a user can be changed by a full update only")
            : null;
    });

    public EmulatorResponse Replace(RequestContext context) => Write(context, (user, body) =>
    {
        user["profile"] = body.Members("profile").DeepClone();
        if (body.Member("type") is JsonObject type)
        {
            user["type"] = type.DeepClone();
        }

        return null;
    });

    /// <summary>The first request deactivates, the second deletes; both responses are the same.</summary>
    public EmulatorResponse Delete(RequestContext context) => tenant.WithUser(context, (id, user) =>
    {
        if (user.Text("status") == "DEPROVISIONED")
        {
            tenant.Remove(id);
            return EmulatorResponse.Empty(204);
        }

        UserModel.SetStatus(user, "DEPROVISIONED", tenant.Now);
        tenant.Users.Save(id, user);
        return EmulatorResponse.Empty(204);
    });

    private static string Status(bool activate, bool canSignIn, string? nextLogin) => (activate, canSignIn) switch
    {
        (false, _) => "STAGED",
        (_, false) => "PROVISIONED",
        _ => nextLogin is null ? "ACTIVE" : "PASSWORD_EXPIRED",
    };

    /// <summary>The body contains the provider only if the query has <c>provider=true</c>.</summary>
    private static JsonObject Provider(RequestContext context, JsonObject credentials) =>
        context.Flag("provider", defaultValue: false) && credentials.Member("provider") is JsonObject provider
            ? (JsonObject)provider.DeepClone()
            : new JsonObject { ["type"] = "OKTA", ["name"] = "OKTA" };

    /// <summary>Deactivated users cannot be changed (okta-sdk-java 721, terraform-provider-okta).</summary>
    private EmulatorResponse Write(RequestContext context, Func<JsonObject, JsonObject, EmulatorResponse?> apply) => tenant.WithUser(context, (id, user) =>
    {
        var body = context.Body;
        if (user.Text("status") == "DEPROVISIONED")
        {
            return Errors.NotFound(id, "User");
        }

        var credentials = body.Member("credentials") as JsonObject;
        var error = apply(user, body)
            ?? UserRules.Validate(tenant, user["profile"]!.AsObject(), UserStore.Slot(id))
            ?? UserRules.ValidateCredentials(tenant, credentials);
        if (error is not null)
        {
            return error;
        }

        tenant.Secrets.Change(id, secret => UserModel.MergeCredentials(user, secret, credentials, tenant.Now));
        user["lastUpdated"] = tenant.Now;
        tenant.Users.Save(id, user);
        return EmulatorResponse.Json(200, user);
    });
}
