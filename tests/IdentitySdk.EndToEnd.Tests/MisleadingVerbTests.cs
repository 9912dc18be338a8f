using IdentitySdk.Okta;
using IdentitySdk.OneLogin;

namespace IdentitySdk.Tests;

/// <summary>Operations whose verb promises that they may be repeated, while the vendor's second answer differs from its first.</summary>
public sealed class MisleadingVerbTests
{
    private static IEnumerable<TestCaseData> Operations()
    {
        yield return OneLogin("OneLogin add_roles", client => client.UserRoles.AddAsync(1, new AddRolesRequest { RoleIdArray = [1] }));
        yield return OneLogin("OneLogin set_state", client => client.UserSecurity.SetStateAsync(1, new SetUserStateRequest { State = UserState.Approved }));
        yield return Okta("Okta DELETE user", client => client.Users.DeleteAsync("00u1"));

        static TestCaseData OneLogin(string name, Func<OneLoginClient, Task> call) => Named(name, async address =>
        {
            using var client = new OneLoginClient(new OneLoginClientOptions { BaseAddress = address, Credential = OneLoginCredential.AccessToken("token"), Retry = Eager() });
            await call(client);
        });

        static TestCaseData Okta(string name, Func<OktaClient, Task> call) => Named(name, async address =>
        {
            using var client = new OktaClient(new OktaClientOptions { BaseAddress = address, Credential = OktaCredential.ApiToken("token"), Retry = Eager() });
            await call(client);
        });

        static TestCaseData Named(string name, Func<Uri, Task> call) => new TestCaseData(call).SetArgDisplayNames(name);

        static RetryOptions Eager() => new() { BaseDelay = TimeSpan.Zero };
    }

    [TestCaseSource(nameof(Operations))]
    public async Task They_are_sent_once_when_nobody_knows_whether_the_server_acted(Func<Uri, Task> call)
    {
        foreach (var script in new[] { Script.Answer(503, ""), Script.ResetAfter("") })
        {
            await using var server = new FaultServer(_ => script);
            var fault = await Assert.CatchAsync<IdentityApiException>(() => call(server.BaseAddress));
            Assert.That(fault!.IsOutcomeUnknown, Is.True);
            Assert.That(server.Requests, Has.Count.EqualTo(1));
        }
    }

    [TestCaseSource(nameof(Operations))]
    public async Task They_are_repeated_when_the_server_certainly_did_not_act(Func<Uri, Task> call)
    {
        await using var server = new FaultServer(_ => Script.Answer(429, "", "Retry-After: 0"));
        await Assert.ThrowsAsync<RateLimitedException>(() => call(server.BaseAddress));
        Assert.That(server.Requests, Has.Count.EqualTo(4));
    }
}
