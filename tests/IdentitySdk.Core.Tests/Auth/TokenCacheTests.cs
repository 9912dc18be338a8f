using IdentitySdk.Core;

namespace IdentitySdk.Tests.Auth;

/// <summary>Which tokens are taken from a cache and stored in it.</summary>
public sealed class TokenCacheTests
{
    private static FakeTokenCache Down => FakeTokenCache.Throwing(new InvalidOperationException("down"));

    [Test]
    public async Task Cached_token_saves_the_request()
    {
        var cache = new MemoryTokenCache();
        var first = new FakeTokenEndpoint(cache);
        await first.GetWithResponseAsync(first.Token("one", TimeSpan.FromHours(1)));
        var second = new FakeTokenEndpoint(cache);

        Assert.That((await second.GetAsync()).Value, Is.EqualTo("one"));
        Assert.That(second.Calls, Is.Zero);
    }

    [TestCase(10)]
    [TestCase(-1)]
    public async Task Cached_token_about_to_expire_is_ignored(double seconds)
    {
        var cache = new MemoryTokenCache();
        var vendor = new FakeTokenEndpoint(cache);
        await StoreAsync(cache, vendor.Token("old", TimeSpan.FromSeconds(seconds)));

        Assert.That((await vendor.GetWithResponseAsync(vendor.Token("new"))).Value, Is.EqualTo("new"));
        Assert.That((await cache.GetAsync("key", default))!.Value, Is.EqualTo("new"));
    }

    [TestCase(10.001)]
    [TestCase(null)]
    public async Task Cached_token_that_is_still_valid_is_used(double? seconds)
    {
        var cache = new MemoryTokenCache();
        var vendor = new FakeTokenEndpoint(cache);
        await StoreAsync(cache, vendor.Token("old", seconds is { } lifetime ? TimeSpan.FromSeconds(lifetime) : null));

        Assert.That((await vendor.GetAsync()).Value, Is.EqualTo("old"));
        Assert.That(vendor.Calls, Is.Zero);
    }

    [Test]
    public async Task Cached_token_is_refreshed_early()
    {
        var cache = new MemoryTokenCache();
        var vendor = new FakeTokenEndpoint(cache);
        await StoreAsync(cache, vendor.Token("old", TimeSpan.FromHours(1)));
        await vendor.GetAsync();
        vendor.Clock.Advance(TimeSpan.FromMinutes(55));

        Assert.That((await vendor.GetAsync()).Value, Is.EqualTo("old"));
        Assert.That(vendor.Source.PendingRefresh.IsCompleted, Is.False);
        await vendor.RespondAsync(vendor.Token("new"));
        Assert.That((await vendor.GetAsync()).Value, Is.EqualTo("new"));
    }

    [Test]
    public async Task Token_without_a_key_is_neither_cached_nor_searched()
    {
        using var log = new ListLogger();
        var shared = new SharedTokenCache(Down, static () => null, "Test", log, TimeProvider.System, TimeSpan.FromSeconds(20));

        await shared.StoreAsync(new AccessToken("one"), null);
        Assert.That(await shared.FindOrLeaseAsync(static _ => true, default), Is.EqualTo(default((AccessToken?, SharedLease?))));
        Assert.That(log.Events, Is.Empty, "the failing cache was not called");
    }

    [Test]
    public async Task Failures_are_logged_by_type_only()
    {
        using var log = new ListLogger();
        var shared = new SharedTokenCache(Down, static () => "key", "Test", log, TimeProvider.System, TimeSpan.FromSeconds(20));

        await shared.StoreAsync(new AccessToken("one"), null);
        await shared.FindOrLeaseAsync(static _ => true, default);
        shared.ReportFailure(new InvalidOperationException("down"));

        Assert.That(log.Events.Select(each => each.Id.Name), Is.EqualTo(new[] { "TokenCacheFailed", "TokenCacheFailed", "TokenNotRefreshed" }));
        Assert.That(log.Events.Select(each => (each.Values["Vendor"], each.Values["Failure"])), Has.All.EqualTo(("Test", "InvalidOperationException")));
        Assert.That(shared.ToString(), Is.EqualTo("SharedTokenCache"));
    }

    [Test]
    public void MemoryTokenCache_refuses_null() => Assert.That(
        () => new MemoryTokenCache().SetAsync("key", null!, default, default), Throws.ArgumentNullException.With.Property("ParamName").EqualTo("token"));

    [Test]
    public async Task Rejected_token_is_not_taken_from_the_cache_again()
    {
        var vendor = new FakeTokenEndpoint(new MemoryTokenCache());
        await vendor.GetWithResponseAsync(vendor.Token("one"));
        vendor.Source.Reject("one");

        Assert.That((await vendor.GetWithResponseAsync(vendor.Token("two"))).Value, Is.EqualTo("two"));
    }

    [Test]
    public async Task Rejected_token_is_replaced_by_a_newer_one_in_the_cache()
    {
        var cache = new MemoryTokenCache();
        var vendor = new FakeTokenEndpoint(cache);
        await vendor.GetWithResponseAsync(vendor.Token("one"));
        await StoreAsync(cache, vendor.Token("two"));
        vendor.Source.Reject("one");

        Assert.That((await vendor.GetAsync()).Value, Is.EqualTo("two"));
        Assert.That(vendor.Calls, Is.EqualTo(1));
    }

    [Test]
    public async Task Cached_token_of_type_DPoP_is_ignored()
    {
        var cache = new MemoryTokenCache();
        var vendor = new FakeTokenEndpoint(cache);
        await StoreAsync(cache, new AccessToken("bound", type: "DPoP"));
        Assert.That((await vendor.GetWithResponseAsync(vendor.Token("new"))).Value, Is.EqualTo("new"));
    }

    [Test]
    public async Task Rejected_replacement_from_the_cache_is_replaced_by_a_requested_token()
    {
        var cache = new MemoryTokenCache();
        var vendor = new FakeTokenEndpoint(cache);
        await vendor.GetWithResponseAsync(vendor.Token("one"));
        await StoreAsync(cache, vendor.Token("stale"));
        Assert.That(vendor.Source.Reject("one"), Is.EqualTo(Replay.WithNewToken));
        Assert.That((await vendor.GetAsync()).Value, Is.EqualTo("stale"));
        await StoreAsync(cache, vendor.Token("staler"));

        Assert.That(vendor.Source.Reject("stale"), Is.EqualTo(Replay.WithRequestedToken));
        Assert.That(vendor.Source.Reject("stale"), Is.EqualTo(Replay.WithRequestedToken), "another call with the same token");
        Assert.That((await vendor.GetWithResponseAsync(vendor.Token("two"))).Value, Is.EqualTo("two"));
        Assert.That(vendor.Source.Reject("stale"), Is.EqualTo(Replay.WithRequestedToken), "a late rejection");
        Assert.That(vendor.Source.Reject("two"), Is.EqualTo(Replay.None), "its refresh was a forced one");
        Assert.That((await cache.GetAsync("key", default))!.Value, Is.EqualTo("two"));
    }

    [Test]
    public async Task Cached_token_does_not_change_the_pause_between_forced_requests()
    {
        var cache = new MemoryTokenCache();
        var vendor = new FakeTokenEndpoint(cache);
        await vendor.GetWithResponseAsync(vendor.Token("one"));
        vendor.Source.Reject("one");
        await vendor.GetWithResponseAsync(vendor.Token("two", TimeSpan.FromSeconds(5)));
        vendor.Source.Reject("two");
        vendor.Clock.Advance(TimeSpan.FromSeconds(5));
        await StoreAsync(cache, vendor.Token("stale"));
        Assert.That((await vendor.GetAsync()).Value, Is.EqualTo("stale"));

        Assert.That(vendor.Source.Reject("stale"), Is.EqualTo(Replay.None), "the last forced request was five seconds ago");
        vendor.Clock.Advance(TimeSpan.FromSeconds(5));
        Assert.That(vendor.Source.Reject("stale"), Is.EqualTo(Replay.WithRequestedToken));
        Assert.That((await vendor.GetWithResponseAsync(vendor.Token("three"))).Value, Is.EqualTo("three"));
    }

    [Test]
    public async Task Revoked_token_is_dropped_even_right_after_a_forced_refresh()
    {
        var cache = new MemoryTokenCache();
        var vendor = new FakeTokenEndpoint(cache);
        await vendor.GetWithResponseAsync(vendor.Token("one"));
        vendor.Source.Reject("one");
        var token = await vendor.GetWithResponseAsync(vendor.Token("two"));
        await vendor.Source.ForgetAsync(token);

        Assert.That(vendor.Source.Current, Is.Null);
        var other = new FakeTokenEndpoint(cache);
        Assert.That((await other.GetWithResponseAsync(other.Token("three"))).Value, Is.EqualTo("three"), "the cache has no valid token");
        Assert.That((await vendor.GetAsync()).Value, Is.EqualTo("three"));
    }

    [Test]
    public async Task Revoked_token_is_not_used_when_a_cache_still_returns_it()
    {
        AccessToken? cached = null;
        var vendor = new FakeTokenEndpoint(new FakeTokenCache { Get = () => cached });
        var token = await vendor.GetWithResponseAsync(vendor.Token("one"));
        cached = token;
        await vendor.Source.ForgetAsync(token);
        Assert.That((await vendor.GetWithResponseAsync(vendor.Token("two"))).Value, Is.EqualTo("two"));
    }

    [Test]
    public async Task Newer_token_stays_when_an_older_one_is_revoked()
    {
        var cache = new MemoryTokenCache();
        var vendor = new FakeTokenEndpoint(cache);
        var token = await vendor.GetWithResponseAsync(vendor.Token("one"));
        vendor.Source.Reject("one");
        await vendor.GetWithResponseAsync(vendor.Token("two"));
        await vendor.Source.ForgetAsync(token);

        Assert.That((await vendor.GetAsync()).Value, Is.EqualTo("two"));
        Assert.That((await cache.GetAsync("key", default))!.Value, Is.EqualTo("two"));
        Assert.That(await cache.TryLeaseAsync("key", TimeSpan.FromSeconds(1), default), Is.Not.Null, "the lease is free");
    }

    [Test]
    public async Task Token_is_returned_and_replaced_while_the_cache_still_stores_it()
    {
        var written = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var cache = new FakeTokenCache { Written = written.Task };
        var vendor = new FakeTokenEndpoint(cache);
        var token = vendor.GetAsync();
        (await vendor.NextAsync()).SetResult(vendor.Token("one"));
        Assert.That((await token).Value, Is.EqualTo("one"));
        var storing = vendor.Source.PendingRefresh;
        Assert.That(storing.IsCompleted, Is.False);

        Assert.That(vendor.Source.Reject("one"), Is.EqualTo(Replay.WithNewToken));
        var again = vendor.GetAsync();
        (await vendor.NextAsync()).SetResult(vendor.Token("two"));
        Assert.That((await again).Value, Is.EqualTo("two"));
        written.SetResult();
        await storing;
        Assert.That((await vendor.GetAsync()).Value, Is.EqualTo("two"));
    }

    [Test]
    public async Task Failure_is_thrown_before_the_lease_is_released()
    {
        var written = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var cache = new FakeTokenCache { Written = written.Task };
        var vendor = new FakeTokenEndpoint(cache);
        var token = vendor.GetAsync();
        (await vendor.NextAsync()).SetException(new FakeTokenEndpoint.TestException());
        Assert.That(async () => await token, Throws.TypeOf<FakeTokenEndpoint.TestException>());
        Assert.That(vendor.Source.PendingRefresh.IsCompleted, Is.False);
        written.SetResult();
        await vendor.Source.PendingRefresh;
    }

    [Test]
    public async Task Throwing_cache_is_bypassed()
    {
        var vendor = new FakeTokenEndpoint(Down);

        Assert.That((await vendor.GetWithResponseAsync(vendor.Token("one"))).Value, Is.EqualTo("one"));
        Assert.That((await vendor.GetAsync()).Value, Is.EqualTo("one"));
    }

    [Test]
    public void Key_differs_by_caller_and_reveals_none()
    {
        var key = TokenCacheKey.Create("Okta", "https://example.okta.com/", "0oa1", "okta.users.read");

        Assert.That(key, Does.StartWith("identitysdk:okta:").And.Not.Contains("0oa1").And.Not.Contains("example"));
        Assert.That(TokenCacheKey.Create("Okta", "https://example.okta.com/", "0oa1", "okta.users.read"), Is.EqualTo(key));
        Assert.That(TokenCacheKey.Create("Okta", "https://example.okta.com/", "0oa1o", "kta.users.read"), Is.Not.EqualTo(key));
        Assert.That(TokenCacheKey.Create("Okta", "https://other.okta.com/", "0oa1", "okta.users.read"), Is.Not.EqualTo(key));
    }

    private static async Task StoreAsync(MemoryTokenCache cache, AccessToken token) =>
        Assert.That(await cache.SetAsync("key", token, (await cache.TryLeaseAsync("key", TimeSpan.FromSeconds(1), default))!.Value, default), Is.True);
}
