using IdentitySdk.OneLogin;
using RichardSzalay.MockHttp;

namespace IdentitySdk.Tests;

/// <summary>OneLogin's documented body rules are checked before any I/O.</summary>
public sealed class OneLoginValidationTests
{
    private static readonly string s_longSalt = new('s', 41);

    private static readonly object[] s_violations =
    [
        new object[] { (OneLoginClient client) => client.UserRoles.AddAsync(1, new AddRolesRequest()), "RoleIdArray is required" },
        new object[] { (OneLoginClient client) => client.UserRoles.AddAsync(1, new AddRolesRequest { RoleIdArray = [] }), "RoleIdArray must hold at least 1" },
        new object[] { (OneLoginClient client) => client.UserRoles.RemoveAsync(1, new RemoveRolesRequest { RoleIdArray = [3, 0] }), "Each item of RoleIdArray must be at least 1" },
        new object[] { (OneLoginClient client) => client.UserSecurity.SetStateAsync(1, new SetUserStateRequest()), "State is required" },
        new object[] { (OneLoginClient client) => client.UserSecurity.LockAsync(1, new LockUserRequest { LockedUntil = -1 }), "LockedUntil must be at least 0" },
        new object[] { (OneLoginClient client) => client.UserSecurity.SetPasswordAsync(1, new SetPasswordRequest { Password = "secret-a", PasswordConfirmation = "secret-b" }), "PasswordConfirmation must be the same" },
        new object[] { (OneLoginClient client) => client.UserSecurity.SetPasswordSaltedAsync(1, Salted(s_longSalt)), "PasswordSalt must be at most 40" },
        new object[] { (OneLoginClient client) => client.UserSecurity.CreateMfaTokenAsync(1, new CreateMfaTokenRequest { ExpiresIn = 259201 }), "ExpiresIn must be at most 259200" },
        new object[] { (OneLoginClient client) => client.Users.SetCustomAttributesAsync(1, new SetCustomAttributesRequest { CustomAttributes = new Dictionary<string, string?>() }), "CustomAttributes must hold" },
    ];

    [TestCaseSource(nameof(s_violations))]
    public void Violated_rule_is_named_and_nothing_is_sent(Func<OneLoginClient, Task> call, string rule)
    {
        using var server = new MockHttpMessageHandler();
        var sent = server.When("*").Respond("application/json", "{}");
        using var client = CreateClient(server);

        Assert.That(() => call(client), Throws.ArgumentException.With.Property("ParamName").EqualTo("body").And.Message.Contains(rule).And.Message.Not.Contains("secret").And.Message.Not.Contains(s_longSalt));
        Assert.That(server.GetMatchCount(sent), Is.Zero);
    }

    [Test]
    public void Salt_of_40_characters_is_sent()
    {
        using var server = new MockHttpMessageHandler();
        var sent = server.When("*").Respond("application/json", """{"status":{"error":false,"code":200,"type":"success","message":"Success"}}""");
        using var client = CreateClient(server);

        Assert.That(() => client.UserSecurity.SetPasswordSaltedAsync(1, Salted(s_longSalt[1..])), Throws.Nothing);
        Assert.That(server.GetMatchCount(sent), Is.EqualTo(1));
    }

    [TestCase("*")]
    [TestCase("a*@example.com")]
    [TestCase("!a")]
    [TestCase("")]
    public void Filter_value_with_a_wildcard_or_negation_is_rejected(string value) => Assert.That(() => OneLoginFilter.Exact(value), Throws.ArgumentException);

    private static SetSaltedPasswordRequest Salted(string salt) =>
        new() { Password = "hash", PasswordConfirmation = "hash", PasswordAlgorithm = PasswordAlgorithm.SaltSha256, PasswordSalt = salt };

    private static OneLoginClient CreateClient(HttpMessageHandler transport) => new(new OneLoginClientOptions
    {
        BaseAddress = new Uri("https://example.onelogin.com"), Credential = OneLoginCredential.AccessToken("t"), Transport = transport,
    });
}
