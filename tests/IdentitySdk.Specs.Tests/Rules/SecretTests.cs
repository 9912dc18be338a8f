using System.Text.RegularExpressions;
using Newtonsoft.Json.Linq;

namespace IdentitySdk.Tests;

/// <summary>Names that look like secrets are marked as sensitive, or listed here with a reason.</summary>
[TestFixtureSource(typeof(Specification), nameof(Specification.All))]
internal sealed partial class SecretTests(Specification specification)
{
    /// <summary>Names that look like secrets but are not, with the reason.</summary>
    private static readonly Dictionary<string, string> s_open = new()
    {
        ["okta User.passwordChanged"] = "A moment.",
        ["okta UserCredentials.password"] = "An object; the secrets are inside it, and its presence shows that there is a password.",
        ["okta ChangePasswordRequest.oldPassword"] = "An object; the secret is inside it.",
        ["okta ChangePasswordRequest.newPassword"] = "An object; the secret is inside it.",
        ["okta PasswordCredential.hash"] = "An object; the secrets are inside it.",
        ["okta PasswordCredentialHash.saltOrder"] = "A side, not a salt.",
        ["okta ProtocolEndpoints.token"] = "An endpoint.",
        ["okta IdentityProviderCredentialsClient.token_endpoint_auth_method"] = "A way of authenticating.",
        ["okta parameter tokenId"] = "The id of a token, which opens nothing.",
        ["okta parameter oauthTokens"] = "Whether tokens are revoked too.",
        ["onelogin User.password_changed_at"] = "A moment.",
        ["onelogin User.password_algorithm"] = "A way of hashing.",
        ["onelogin CreateUserRequest.password_algorithm"] = "A way of hashing.",
        ["onelogin UpdateUserRequest.password_algorithm"] = "A way of hashing.",
        ["onelogin SetSaltedPasswordRequest.password_algorithm"] = "A way of hashing.",
    };

    [Test]
    public void Name_that_looks_like_a_secret_is_marked() =>
        Rule.Check(Names(), name => !LooksSecret().IsMatch(name.Name) || name.IsMarked || s_open.ContainsKey(name.Place)
            ? []
            : ["looks like a secret: mark it with x-sensitive, or list it in this test with a reason"]);

    [Test]
    public void List_of_exceptions_has_no_superfluous_entry()
    {
        var needed = Names().Where(name => LooksSecret().IsMatch(name.Name) && !name.IsMarked).Select(name => name.Place).ToHashSet();
        Assert.That(s_open.Keys.Where(place => place.StartsWith(specification.Vendor + " ", StringComparison.Ordinal)).Except(needed), Is.Empty);
    }

    [Test]
    public void Password_in_a_request_is_write_only() =>
        Rule.Check(specification.Schemas, schema => ((JObject?)schema.Value["properties"])?.Properties()
            .Where(property => IsMarked(property.Value) && property.Value["writeOnly"] is null && property.Value["readOnly"] is null && property.Name.Contains("password", StringComparison.OrdinalIgnoreCase))
            .Select(property => $"{property.Name} needs writeOnly or readOnly") ?? []);

    [GeneratedRegex("passw|secret|token|salt|answer|private|credential_?value|hash$|otp|activationUrl|resetPasswordUrl|api_?key", RegexOptions.IgnoreCase)]
    private static partial Regex LooksSecret();

    private static bool IsMarked(JToken node) => (bool?)node["x-sensitive"] ?? false;

    private IEnumerable<(string Place, string Name, bool IsMarked)> Names() =>
        specification.Schemas.SelectMany(schema => ((JObject?)schema.Value["properties"])?.Properties()
                .Select(property => ($"{specification.Vendor} {schema.Name}.{property.Name}", property.Name, IsMarked(property.Value))) ?? [])
            .Concat(specification.Operations.SelectMany(operation => operation.Parameters)
                .Select(parameter => ($"{specification.Vendor} parameter {parameter["name"]}", (string)parameter["name"]!, IsMarked(parameter))))
            .Distinct();
}
