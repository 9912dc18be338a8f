using System.Text.Json.Nodes;
using IdentitySdk.Testing.Hosting;
using IdentitySdk.Testing.Json;
using IdentitySdk.Testing.Resources;

namespace IdentitySdk.Testing.OneLogin;

/// <summary>The user model: its members and the rules of writing them.</summary>
internal static class UserModel
{
    public static readonly string[] Required = ["firstname", "lastname", "email", "username"];

    private static readonly string[] s_texts =
    [
        "username", "email", "firstname", "lastname", "title", "department", "company", "comment", "phone", "manager_ad_id", "manager_user_id",
        "samaccountname", "userprincipalname", "distinguished_name", "member_of", "external_id", "openid_name", "locale_code", "preferred_locale_code",
    ];

    /// <summary>Members that version 1 accepts on creation and update (the vendor's documentation of the operation).</summary>
    private static readonly string[] s_version1 =
    [
        "company", "department", "directory_id", "distinguished_name", "email", "external_id", "firstname", "group_id", "invalid_login_attempts", "lastname",
        "locale_code", "manager_ad_id", "member_of", "notes", "openid_name", "phone", "samaccountname", "title", "username", "userprincipalname",
    ];

    /// <summary>Further members that the vendor's own clients send to an update of version 1, but refuse to send to a creation.</summary>
    private static readonly string[] s_onUpdate = ["state", "status", "trusted_idp_id"];

    /// <summary>Members that only the newer documents have.</summary>
    private static readonly string[] s_newer =
    [
        "comment", "preferred_locale_code", "manager_user_id", "role_ids", "custom_attributes",
        "password", "password_confirmation", "password_algorithm", "salt",
    ];

    /// <summary>Null when the body is valid for this version of the operation, otherwise the error response.</summary>
    public static EmulatorResponse? Validate(RequestContext context, Tenant tenant, bool isUpdate)
    {
        var body = context.Body;
        if (body.Count == 0)
        {
            return Errors.Of(400, "input parameters is empty");
        }

        var isNewer = tenant.Options.Wire == OneLoginWire.Newer;
        string[] known = [.. s_version1, .. isUpdate || isNewer ? s_onUpdate : [], .. isNewer ? s_newer : []];
        if (body.Select(member => member.Key).Except(known).FirstOrDefault() is { } unknown)
        {
            return Errors.Field(unknown, $"{unknown} is not a valid attribute for user model");
        }

        if (body["role_ids"] is JsonArray roles && roles.Select(role => role.Integer() ?? 0).Except(tenant.Roles).Any())
        {
            return Errors.Of(400, $"role_ids should be a subset of -> [{string.Join(", ", tenant.Roles)}]");
        }

        return body["custom_attributes"] is JsonObject attributes ? UserActions.ValidateCustomAttributes(tenant, attributes) : ValidatePassword(body);
    }

    public static void Apply(JsonObject user, Secret secret, JsonObject body, string now)
    {
        foreach (var (name, value) in body)
        {
            switch (name)
            {
                case "notes":
                    // The old name of a comment.
                    user["comment"] = value?.DeepClone();
                    break;
                case "role_ids":
                    user["role_id"] = value is JsonArray { Count: > 0 } ? value.DeepClone() : null;
                    break;
                case "custom_attributes":
                    UserActions.MergeCustomAttributes(user, value as JsonObject ?? []);
                    break;
                case "password" when value is not null:
                    SetPassword(user, secret, value.ToString(), now);
                    break;
                case "password" or "password_confirmation" or "password_algorithm" or "salt":
                    break;
                default:
                    user[name] = value?.DeepClone();
                    break;
            }
        }
    }

    /// <summary>Status 7 means that no password has been set yet.</summary>
    public static void SetPassword(JsonObject user, Secret secret, string password, string now)
    {
        secret.Password = password;
        user["password_changed_at"] = now;
        if (user["status"].Integer() == 7)
        {
            user["status"] = 1;
            user["activated_at"] = now;
        }
    }

    public static JsonObject New(int slot, string now)
    {
        var user = new JsonObject { ["id"] = UserStore.IdOf(slot) };
        foreach (var name in s_texts)
        {
            user[name] = null;
        }

        user.Merge(new()
        {
            ["group_id"] = null, ["role_id"] = null, ["state"] = 1, ["status"] = 7, ["directory_id"] = null, ["trusted_idp_id"] = null,
            ["activated_at"] = null, ["created_at"] = now, ["updated_at"] = now, ["last_login"] = null, ["invitation_sent_at"] = null,
            ["password_changed_at"] = null, ["locked_until"] = null, ["invalid_login_attempts"] = 0,
        });
        return user;
    }

    private static EmulatorResponse? ValidatePassword(JsonObject body) =>
        body["password"] is { } password && body["password_confirmation"]?.ToString() != password.ToString()
            ? Errors.Of(400, "password and password_confirmation must be same")
            : null;
}
