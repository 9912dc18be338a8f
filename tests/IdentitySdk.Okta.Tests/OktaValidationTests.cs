using IdentitySdk.Okta;
using RichardSzalay.MockHttp;

namespace IdentitySdk.Tests;

/// <summary>Okta's documented body rules are checked before any I/O.</summary>
public sealed class OktaValidationTests
{
    private static readonly UserProfile s_profile = new() { Login = "ada@example.com" };

    private static readonly object[] s_violations =
    [
        new object[] { (OktaClient okta) => okta.Users.CreateAsync(new CreateUserRequest()), "Profile is required" },
        new object[] { (OktaClient okta) => okta.Users.CreateAsync(new CreateUserRequest { Profile = s_profile, GroupIds = [.. Enumerable.Range(0, 21).Select(id => $"g{id}")] }), "GroupIds must hold at most 20" },
        new object[] { (OktaClient okta) => okta.UserCredentials.ChangePasswordAsync("00u1", new ChangePasswordRequest { OldPassword = new PasswordCredential { Value = "secret" } }), "NewPassword is required" },
        new object[] { (OktaClient okta) => okta.UserRoles.AssignAsync("00u1", new AssignRoleRequest()), "Type is required" },
    ];

    [TestCaseSource(nameof(s_violations))]
    public void Violated_rule_is_named_and_nothing_is_sent(Func<OktaClient, Task> call, string rule)
    {
        using var server = new MockHttpMessageHandler();
        var sent = server.When("*").Respond("application/json", "{}");
        using var okta = new OktaClient(new OktaClientOptions { BaseAddress = new Uri("https://example.okta.com"), Credential = OktaCredential.ApiToken("t"), Transport = server });

        Assert.That(() => call(okta), Throws.ArgumentException.With.Property("ParamName").EqualTo("body").And.Message.Contains(rule).And.Message.Not.Contains("secret"));
        Assert.That(server.GetMatchCount(sent), Is.Zero);
    }
}
