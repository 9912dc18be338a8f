using System.Text.Json;
using System.Text.Json.Nodes;
using IdentitySdk.Testing.Hosting;
using IdentitySdk.Testing.Seeding;

namespace IdentitySdk.Testing.OneLogin;

/// <summary>The user model: its members, which of them can be written, and a new user.</summary>
internal static class UserModel
{
    public static readonly string[] Required = ["firstname", "lastname", "email", "username"];

    private static readonly string[] s_texts =
    [
        "username", "email", "firstname", "lastname", "title", "department", "company", "comment", "phone", "manager_ad_id", "manager_user_id",
        "samaccountname", "userprincipalname", "distinguished_name", "member_of", "external_id", "openid_name", "locale_code", "preferred_locale_code",
    ];

    private static readonly string[] s_writable =
        [.. s_texts, "group_id", "directory_id", "trusted_idp_id", "invalid_login_attempts", "state", "status", "role_id", "custom_attributes"];

    /// <summary>Accepted but ignored: members that only the server sets, members that are never returned, and the old name of comment.</summary>
    private static readonly string[] s_ignored =
    [
        "id", "activated_at", "created_at", "updated_at", "last_login", "invitation_sent_at", "password_changed_at", "locked_until", "avatar_url",
        "password", "password_confirmation", "password_algorithm", "salt", "notes", "role_ids",
    ];

    private static readonly string[] s_integers = ["group_id", "directory_id", "invalid_login_attempts", "state", "status"];

    /// <summary>Null when the body is an object with known members only.</summary>
    public static EmulatorResponse? Read(RequestContext context, out JsonObject body)
    {
        body = context.ReadJson() ?? [];
        if (body.Count == 0)
        {
            return context.ReadJson() is null ? Errors.InvalidJson() : Errors.Of(400, "input parameters is empty");
        }

        var unknown = body.Select(member => member.Key).Except(s_writable).Except(s_ignored).FirstOrDefault();
        if (unknown is not null)
        {
            return Errors.Field(unknown, $"{unknown} is not a valid attribute for user model");
        }

        var checkedBody = body;
        var wrong = s_integers.FirstOrDefault(name => checkedBody[name] is { } value && value.GetValueKind() != JsonValueKind.Number);
        return wrong is null ? null : Errors.Field(wrong, $"{wrong} should be -> integer");
    }

    public static void Apply(JsonObject user, JsonObject body)
    {
        foreach (var (name, value) in body.Where(member => s_writable.Contains(member.Key)))
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

    public static JsonObject New(int slot, bool hasPassword, DateTimeOffset time)
    {
        var now = time.Zulu();
        var user = new JsonObject { ["id"] = UserStore.IdOf(slot) };
        foreach (var name in s_texts)
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
