using IdentitySdk.Okta;
using IdentitySdk.OneLogin;

namespace IdentitySdk.Tests;

/// <summary>Operations whose verb suggests that a retry is safe, although the vendor's second response differs from its first.</summary>
public sealed class MisleadingVerbTests
{
    private static IEnumerable<TestCaseData> Operations()
    {
        yield return OneLogin("OneLogin add_roles", client => client.UserRoles.AddAsync(1, new AddRolesRequest { RoleIdArray = [1] }));
        yield return OneLogin("OneLogin set_state", client => client.UserSecurity.SetStateAsync(1, new SetUserStateRequest { State = UserState.Approved }));
        yield return Okta("Okta DELETE user", client => client.Users.DeleteAsync("00u1"));

        static TestCaseData OneLogin(string name, Func<OneLoginClient, Task> call) => Named(name, async address =>
        {
            using var client = new OneLoginClient(new OneLoginClientOptions { BaseAddress = address, Credential = OneLoginCredential.AccessToken("token"), Retry = RetryImmediately() });
            await call(client);
        });

        static TestCaseData Okta(string name, Func<OktaClient, Task> call) => Named(name, async address =>
        {
            using var client = new OktaClient(new OktaClientOptions { BaseAddress = address, Credential = OktaCredential.ApiToken("token"), Retry = RetryImmediately() });
            await call(client);
        });

        static TestCaseData Named(string name, Func<Uri, Task> call) => new TestCaseData(call).SetArgDisplayNames(name);

        static RetryOptions RetryImmediately() => new() { BaseDelay = TimeSpan.Zero };
    }

    [TestCaseSource(nameof(Operations))]
    public async Task Operation_is_sent_once_when_its_outcome_is_unknown(Func<Uri, Task> call)
    {
        foreach (var script in new[] { Script.Respond(503, ""), Script.ResetAfter("") })
        {
            await using var server = new FaultServer(_ => script);
            var exception = await Assert.CatchAsync<IdentityApiException>(() => call(server.BaseAddress));
            Assert.That(exception!.IsOutcomeUnknown, Is.True);
            Assert.That(server.Requests, Has.Count.EqualTo(1));
        }
    }

    [TestCaseSource(nameof(Operations))]
    public async Task Operation_is_retried_when_the_server_did_not_act(Func<Uri, Task> call)
    {
        await using var server = new FaultServer(_ => Script.Respond(429, "", "Retry-After: 0"));
        await Assert.ThrowsAsync<RateLimitedException>(() => call(server.BaseAddress));
        Assert.That(server.Requests, Has.Count.EqualTo(4));
    }
}
