using System.Text.Json.Nodes;
using IdentitySdk.Testing.Hosting;

namespace IdentitySdk.Testing.Okta;

/// <summary>Validation rules of Okta's users.</summary>
internal static class UserRules
{
    private static readonly string[] s_required = ["login", "email", "firstName", "lastName"];

    public static EmulatorResponse? ValidateNextLogin(string? nextLogin, bool activate, bool hasPassword) => nextLogin switch
    {
        null => null,
        "changePassword" when !activate => Errors.Of(400, "E0000125", "Cannot set nextLogin without activating the user."),
        "changePassword" when !hasPassword => Errors.Of(400, "E0000124", "Cannot set nextLogin without a password."),
        "changePassword" => null,
        _ => Errors.Validation("nextLogin", "nextLogin: Not a valid value"),
    };

    /// <param name="profile">The profile as it would be saved.</param>
    /// <param name="store">The users that are there already.</param>
    /// <param name="self">The slot of the user itself, which may keep its login; null for a new one.</param>
    public static EmulatorResponse? Validate(JsonObject profile, UserStore store, int? self)
    {
        var missing = s_required.Where(name => profile[name] is not JsonValue value || value.ToString().Length == 0).ToList();
        if (missing.Count > 0)
        {
            return Errors.Validation(missing[0], [.. missing.Select(name => $"{name}: The field cannot be left blank")]);
        }

        return store.Table.Find(Seed.LoginKey(profile["login"]!.ToString())) is { } owner && owner != self
            ? Errors.Validation("login", "login: An object with this field already exists in the current organization")
            : null;
    }
}
