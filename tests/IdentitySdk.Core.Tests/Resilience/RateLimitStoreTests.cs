using IdentitySdk.Core;

namespace IdentitySdk.Tests;

/// <summary>Budgets that clients share through a store.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class RateLimitStoreTests : IDisposable
{
    private readonly TestApi _api = new();
    private readonly ScriptedRateLimitStore _store;

    public RateLimitStoreTests() => _store = new(new MemoryRateLimitStore(_api.Clock));

    public void Dispose() => _api.Dispose();

    [Test]
    public async Task Clients_that_share_a_store_share_the_budget()
    {
        using var other = new TestApi();
        _api.Options.RateLimits.Store = other.Options.RateLimits.Store = _store;
        _api.Transport.Respond(200, "{}", ("X-Limit", "10/0/71"));
        await _api.GetAsync();

        await Assert.ThrowsAsync<RateLimitedException>(() => other.GetAsync());
        Assert.That(other.Transport.Sent, Is.Empty);
        Assert.That(_store.Keys.Distinct(), Is.EqualTo(new[] { "identitysdk:Test:vendor.example:account" }));
    }

    [Test]
    public async Task Clients_that_share_a_MemoryRateLimitStore_share_the_budget()
    {
        using var other = new TestApi();
        _api.Options.RateLimits.Store = other.Options.RateLimits.Store = new MemoryRateLimitStore(_api.Clock);
        _api.Transport.Respond(200, "{}", ("X-Limit", "10/0/71"));
        await _api.GetAsync();

        await Assert.ThrowsAsync<RateLimitedException>(() => other.GetAsync());
        Assert.That(other.Transport.Sent, Is.Empty);
    }

    [Test]
    public async Task Accounts_that_share_a_host_do_not_share_a_budget()
    {
        using var other = new TestApi { Clock = _api.Clock };
        using var same = new TestApi { Clock = _api.Clock };
        foreach (var (api, account) in new[] { (_api, "one"), (other, "two"), (same, "one") })
        {
            (api.Vendor.HasHostForEachAccount, api.Options.RateLimits.Store, api.Options.Credential) = (false, _store, new TestCredential(account));
        }

        _api.Transport.Respond(200, "{}", ("X-Limit", "10/0/71"));
        other.Transport.Respond(200, "{}");
        await _api.GetAsync();
        await other.GetAsync();
        await Assert.ThrowsAsync<RateLimitedException>(() => same.GetAsync());
        Assert.That(_store.Keys, Is.EqualTo(new[]
        {
            "identitysdk:Test:vendor.example:one:account", "identitysdk:Test:vendor.example:two:account", "identitysdk:Test:vendor.example:one:account",
        }));
    }

    [Test]
    public async Task Credential_of_another_account_switches_the_client_to_its_budgets()
    {
        _api.Vendor.HasHostForEachAccount = false;
        _api.Options.Credential = new TestCredential("one");
        _api.Transport.Respond(200, "{}", ("X-Limit", "10/0/71")).Respond(200, "{}");
        await _api.GetAsync();
        _api.Client.SetCredential(new TestCredential("one"));
        await Assert.ThrowsAsync<RateLimitedException>(() => _api.GetAsync());
        _api.Client.SetCredential(new TestCredential("two"));
        await _api.GetAsync();
    }

    [Test]
    public async Task Call_with_a_response_is_no_longer_under_way_in_the_store()
    {
        _api.Options.RateLimits.Store = _store;
        for (var left = 9; left >= 0; left--)
        {
            _api.Transport.Respond(200, "{}", ("X-Limit", $"10/{left}/20"));
            await _api.GetAsync();
        }

        Assert.That(_api.Clock.Delays, Is.Empty);
    }

    [Test]
    public async Task Call_that_waits_is_not_under_way_in_the_store()
    {
        _api.Options.RateLimits.Store = _store;
        _api.Transport.Respond(200, "{}", ("X-Limit", "1/0/20")).Respond(200, "{}");
        await _api.GetAsync();
        await _api.GetAsync();
        Assert.That(_api.Clock.Delays, Is.EqualTo(new[] { TimeSpan.FromSeconds(20) }));
    }

    [Test]
    public async Task Call_that_is_never_sent_is_given_back()
    {
        _api.Options.RateLimits.Store = _store;
        _api.Options.Credential = new FailingCredential();
        await Assert.ThrowsAsync<CredentialException>(() => _api.GetAsync());
        Assert.That((_store.Keys.Count, _store.GivenBack, _store.Reported), Is.EqualTo((1, new[] { 1L }, Array.Empty<long>())));
    }

    [Test]
    public async Task Refusal_of_the_store_fails_each_call_immediately()
    {
        _api.Options.RateLimits.Store = new ScriptedRateLimitStore(() => new(RateLimitGrant.Refused(TimeSpan.FromSeconds(7))));
        for (var call = 0; call < 3; call++)
        {
            var refused = await Assert.ThrowsAsync<RateLimitedException>(() => _api.GetAsync());
            Assert.That((refused!.RetryAfter, refused.StatusCode), Is.EqualTo(((TimeSpan?)TimeSpan.FromSeconds(7), (int?)null)));
            _api.Clock.Advance(TimeSpan.FromMinutes(5));
        }

        Assert.That((_api.Transport.Sent.Count, _api.Clock.Delays.Count), Is.EqualTo((0, 0)));
    }

    [Test]
    public void Keys_of_long_hosts_are_short_and_unique()
    {
        foreach (var last in new[] { "a", "b" })
        {
            var limits = new RateLimits(new RateLimitOptions { Store = _store }, _api.Vendor, new string('x', 400) + last, _api.Clock, _api.Log);
            Assert.That(limits.Bucket("account").TakeAsync(TimeSpan.FromMinutes(1), default).AsTask().Result.Permit, Is.Not.Null);
        }

        Assert.That(_store.Keys, Is.Unique);
        Assert.That(_store.Keys.Select(key => key.Length), Is.All.LessThan(300));
    }

    private sealed class FailingCredential() : Credential(TokenAuthenticator.For(_ => throw new InvalidOperationException()));
}
