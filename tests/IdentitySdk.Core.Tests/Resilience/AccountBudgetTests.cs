using IdentitySdk.Agilicus;
using IdentitySdk.OneLogin;
using IdentitySdk.Tests.Auth;
using Newtonsoft.Json.Linq;

namespace IdentitySdk.Tests;

/// <summary>Clients share the budget of their account, also on a host of several accounts.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class AccountBudgetTests : IDisposable
{
    private readonly TestClock _clock = new();
    private readonly TokenTransport _transport = new() { Api = (_, _) => Task.FromResult(ScriptedTransport.Response(403)) };
    private readonly ScriptedRateLimitStore _store;

    public AccountBudgetTests() => _store = new(new MemoryRateLimitStore(_clock));

    public void Dispose() => _transport.Dispose();

    [TestCase("https://api.us.onelogin.com", "other", "secret", 2)]
    [TestCase("https://API.eu.onelogin.com", "other", "secret", 2)]
    [TestCase("https://api.us.onelogin.com", "id", "rotated", 1, Description = "a rotated secret")]
    [TestCase("https://acme.onelogin.com", "other", "secret", 1, Description = "the host of one account")]
    public async Task OneLogin_clients_of_one_account_share_a_budget(string host, string id, string secret, int expected)
    {
        await CallOneLoginAsync(host, OneLoginCredential.Client("id", "secret"));
        await CallOneLoginAsync(host, OneLoginCredential.Client(id, secret));
        AssertKeys(expected, "id:", "secret", "rotated", "other");
    }

    [TestCase("https://api.us.onelogin.com", 2)]
    [TestCase("https://acme.onelogin.com", 1)]
    public async Task OneLogin_access_token_identifies_the_account_on_a_shared_host(string host, int expected)
    {
        await CallOneLoginAsync(host, OneLoginCredential.AccessToken("token-one"));
        await CallOneLoginAsync(host, OneLoginCredential.AccessToken("token-two"));
        AssertKeys(expected, "token-one", "token-two");
    }

    [TestCase("u2", "o1", 1, Description = "another user of the organisation")]
    [TestCase("u1", "o2", 2)]
    public async Task Agilicus_clients_of_one_organisation_share_a_budget(string user, string organisation, int expected)
    {
        await CallAgilicusAsync(AgilicusCredential.AuthenticationDocument(Document("u1", "o1")));
        await CallAgilicusAsync(AgilicusCredential.AuthenticationDocument(Document(user, organisation)));
        AssertKeys(expected, "u1", "o1:", "o2:");
    }

    private void AssertKeys(int expected, params string[] secrets)
    {
        Assert.That(_store.Keys.Distinct().Count(), Is.EqualTo(expected));
        foreach (var secret in secrets)
        {
            Assert.That(_store.Keys, Has.None.Contains(secret));
        }
    }

    private async Task CallOneLoginAsync(string host, OneLoginCredential credential)
    {
        var options = new OneLoginClientOptions { Credential = credential };
        Configure(options, host);
        using var client = new OneLoginClient(options);
        await Assert.ThrowsAsync<ForbiddenException>(() => client.Users.GetAsync(1));
    }

    private async Task CallAgilicusAsync(AgilicusCredential credential)
    {
        var options = new AgilicusClientOptions { Credential = credential };
        Configure(options, "https://api.agilicus.com");
        using var client = new AgilicusClient(options);
        await Assert.ThrowsAsync<ForbiddenException>(() => client.Users.GetAsync("1", null));
    }

    private void Configure(IdentityClientOptions options, string host)
    {
        (options.BaseAddress, options.Transport, options.TimeProvider) = (new Uri(host), _transport, _clock);
        (options.AttemptTimeout, options.Retry.MaxRetries, options.RateLimits.Store) = (Timeout.InfiniteTimeSpan, 0, _store);
    }

    private static string Document(string user, string organisation) => new JObject
    {
        ["metadata"] = new JObject { ["id"] = "d1" },
        ["spec"] = new JObject { ["user_id"] = user, ["org_id"] = organisation, ["auth_issuer_url"] = "https://issuer.example" },
        ["status"] = new JObject { ["key"] = SampleKeys.Pem(SampleKeys.Ec.ExportPkcs8PrivateKey()) },
    }.ToString();
}
