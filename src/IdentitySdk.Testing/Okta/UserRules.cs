using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using IdentitySdk.Testing.Hosting;
using IdentitySdk.Testing.Json;

namespace IdentitySdk.Testing.Okta;

/// <summary>Validation rules of Okta's users.</summary>
internal static partial class UserRules
{
    private static readonly string[] s_required = ["login", "email", "firstName", "lastName"];

    public static EmulatorResponse? ValidateNextLogin(string? nextLogin, bool activate, bool hasPassword) => nextLogin switch
    {
        null => null,
        _ when !activate => Errors.Of(400, "E0000125", "Cannot set nextLogin without activating the user."),
        _ when !hasPassword => Errors.Of(400, "E0000124", "Cannot set nextLogin without a password."),
        _ => null,
    };

    /// <param name="tenant">The organization.</param>
    /// <param name="profile">The profile as it would be saved.</param>
    /// <param name="self">The slot of the user, which may retain its login; null for a new user.</param>
    public static EmulatorResponse? Validate(Tenant tenant, JsonObject profile, int? self)
    {
        List<string> causes =
        [
            .. s_required.Where(name => string.IsNullOrEmpty(profile[name]?.ToString())).Select(name => $"{name}: The field cannot be left blank"),
            .. new[] { "login", "email" }.Where(name => profile[name]?.ToString() is { Length: > 0 } text && !Address().IsMatch(text))
                .Select(name => $"{name}: Does not have the form of an email address"),
            .. tenant.Schema.Causes(profile),
        ];
        if (causes.Count == 0 && tenant.Users.Table.Find(Seed.LoginKey(profile["login"]!.ToString())) is { } owner && owner != self)
        {
            causes.Add("login: An object with this field already exists in the current organization");
        }

        return causes.Count == 0 ? null : Errors.Validation(causes[0].Split(':')[0], [.. causes]);
    }

    /// <summary>The rules that a password breaks; empty when it is valid.</summary>
    public static IEnumerable<string> PasswordCauses(Tenant tenant, string password)
    {
        if (password.Length < tenant.Options.MinPasswordLength)
        {
            yield return $"password: Password requirements were not met. Password requirements: at least {tenant.Options.MinPasswordLength} characters.";
        }
    }

    /// <summary>Null when the credentials of a body are valid, otherwise the error response.</summary>
    public static EmulatorResponse? ValidateCredentials(Tenant tenant, JsonObject? credentials)
    {
        var causes = credentials.Member("password").Text("value") is { } password ? PasswordCauses(tenant, password).ToArray() : [];
        return causes.Length == 0 ? null : Errors.Validation("password", causes);
    }

    [GeneratedRegex(@"^[^@\s]+@[^@\s]+\.[^@\s]+$")]
    private static partial Regex Address();
}
