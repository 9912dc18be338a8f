using IdentitySdk.Core;

namespace IdentitySdk.Tests.Auth;

/// <summary>Which tokens are taken from a cache and kept in it.</summary>
public sealed class TokenCacheTests
{
    [Test]
    public async Task A_cached_token_saves_the_request()
    {
        var cache = new MemoryTokenCache();
        var first = new FakeTokenEndpoint(cache);
        await first.AskAndAnswerAsync(first.Token("one", TimeSpan.FromHours(1)));
        var second = new FakeTokenEndpoint(cache);

        Assert.That((await second.Ask()).Value, Is.EqualTo("one"));
        Assert.That(second.Calls, Is.Zero);
    }

    [TestCase(10)]
    [TestCase(-1)]
    public async Task A_cached_token_without_life_left_is_passed_over(double seconds)
    {
        var cache = new MemoryTokenCache();
        var vendor = new FakeTokenEndpoint(cache);
        await StoreAsync(cache, vendor.Token("old", TimeSpan.FromSeconds(seconds)));

        Assert.That((await vendor.AskAndAnswerAsync(vendor.Token("new"))).Value, Is.EqualTo("new"));
        Assert.That((await cache.GetAsync("key", default))!.Value, Is.EqualTo("new"));
    }

    [TestCase(10.001)]
    [TestCase(null)]
    public async Task A_cached_token_with_life_left_is_taken(double? seconds)
    {
        var cache = new MemoryTokenCache();
        var vendor = new FakeTokenEndpoint(cache);
        await StoreAsync(cache, vendor.Token("old", seconds is { } life ? TimeSpan.FromSeconds(life) : null));

        Assert.That((await vendor.Ask()).Value, Is.EqualTo("old"));
        Assert.That(vendor.Calls, Is.Zero);
    }

    [Test]
    public async Task A_token_from_the_cache_is_renewed_early_as_one_from_the_vendor_is()
    {
        var cache = new MemoryTokenCache();
        var vendor = new FakeTokenEndpoint(cache);
        await StoreAsync(cache, vendor.Token("old", TimeSpan.FromHours(1)));
        await vendor.Ask();
        vendor.Clock.Advance(TimeSpan.FromMinutes(55));

        Assert.That((await vendor.Ask()).Value, Is.EqualTo("old"));
        Assert.That(vendor.Source.PendingRefresh.IsCompleted, Is.False);
        await vendor.AnswerAsync(vendor.Token("new"));
        Assert.That((await vendor.Ask()).Value, Is.EqualTo("new"));
    }

    [Test]
    public async Task A_token_that_no_other_client_could_use_is_kept_out_of_the_cache()
    {
        using var log = new ListLogger();
        var shared = new SharedTokenCache(new BrokenCache(), static () => null, "Test", log, TimeProvider.System, TimeSpan.FromSeconds(20));

        await shared.StoreAsync(new AccessToken("one"), null);
        Assert.That(await shared.FindOrLeaseAsync(static _ => true, default), Is.EqualTo(default((AccessToken?, SharedLease?))));
        Assert.That(log.Events, Is.Empty, "the cache, which fails, was not asked");
    }

    [Test]
    public async Task Failures_are_told_by_their_type_alone()
    {
        using var log = new ListLogger();
        var shared = new SharedTokenCache(new BrokenCache(), static () => "key", "Test", log, TimeProvider.System, TimeSpan.FromSeconds(20));

        await shared.StoreAsync(new AccessToken("one"), null);
        await shared.FindOrLeaseAsync(static _ => true, default);
        shared.ReportFailure(new InvalidOperationException("down"));

        Assert.That(log.Events.Select(each => (each.Id.Name, each.Values["Vendor"], each.Values["Failure"])), Is.EqualTo(new (string?, object?, object?)[]
        {
            ("TokenCacheFailed", "Test", "InvalidOperationException"), ("TokenCacheFailed", "Test", "InvalidOperationException"), ("TokenNotRefreshed", "Test", "InvalidOperationException"),
        }));
        Assert.That(shared.ToString(), Is.EqualTo("SharedTokenCache"));
    }

    [Test]
    public void A_cache_keeps_no_null() =>
        Assert.That(() => new MemoryTokenCache().SetAsync("key", null!, default, default), Throws.ArgumentNullException.With.Property("ParamName").EqualTo("token"));

    [Test]
    public async Task A_refused_token_is_not_taken_from_the_cache_again()
    {
        var vendor = new FakeTokenEndpoint(new MemoryTokenCache());
        await vendor.AskAndAnswerAsync(vendor.Token("one"));
        vendor.Source.Reject("one");

        Assert.That((await vendor.AskAndAnswerAsync(vendor.Token("two"))).Value, Is.EqualTo("two"));
    }

    [Test]
    public async Task After_a_refusal_a_token_that_another_client_has_got_is_taken()
    {
        var cache = new MemoryTokenCache();
        var vendor = new FakeTokenEndpoint(cache);
        await vendor.AskAndAnswerAsync(vendor.Token("one"));
        await StoreAsync(cache, vendor.Token("two"));
        vendor.Source.Reject("one");

        Assert.That((await vendor.Ask()).Value, Is.EqualTo("two"));
        Assert.That(vendor.Calls, Is.EqualTo(1));
    }

    [Test]
    public async Task A_cached_token_that_is_bound_to_another_client_s_key_is_passed_over()
    {
        var cache = new MemoryTokenCache();
        var vendor = new FakeTokenEndpoint(cache);
        await StoreAsync(cache, new AccessToken("bound", type: "DPoP"));
        Assert.That((await vendor.AskAndAnswerAsync(vendor.Token("new"))).Value, Is.EqualTo("new"));
    }

    [Test]
    public async Task A_cached_token_that_is_refused_in_place_of_a_refused_one_leaves_the_vendor_s_own_to_be_requested_at_once()
    {
        var cache = new MemoryTokenCache();
        var vendor = new FakeTokenEndpoint(cache);
        await vendor.AskAndAnswerAsync(vendor.Token("one"));
        await StoreAsync(cache, vendor.Token("stale"));
        Assert.That(vendor.Source.Reject("one"), Is.EqualTo(Replay.WithNewToken));
        Assert.That((await vendor.Ask()).Value, Is.EqualTo("stale"));
        await StoreAsync(cache, vendor.Token("staler"));

        Assert.That(vendor.Source.Reject("stale"), Is.EqualTo(Replay.WithRequestedToken));
        Assert.That(vendor.Source.Reject("stale"), Is.EqualTo(Replay.WithRequestedToken), "whoever else had it gets the same");
        Assert.That((await vendor.AskAndAnswerAsync(vendor.Token("two"))).Value, Is.EqualTo("two"));
        Assert.That(vendor.Source.Reject("stale"), Is.EqualTo(Replay.WithRequestedToken), "also later");
        Assert.That(vendor.Source.Reject("two"), Is.EqualTo(Replay.None), "this one was forced");
        Assert.That((await cache.GetAsync("key", default))!.Value, Is.EqualTo("two"));
    }

    [Test]
    public async Task A_cached_token_does_not_lengthen_or_shorten_the_pause_between_forced_requests()
    {
        var cache = new MemoryTokenCache();
        var vendor = new FakeTokenEndpoint(cache);
        await vendor.AskAndAnswerAsync(vendor.Token("one"));
        vendor.Source.Reject("one");
        await vendor.AskAndAnswerAsync(vendor.Token("two", TimeSpan.FromSeconds(5)));
        vendor.Source.Reject("two");
        vendor.Clock.Advance(TimeSpan.FromSeconds(5));
        await StoreAsync(cache, vendor.Token("stale"));
        Assert.That((await vendor.Ask()).Value, Is.EqualTo("stale"));

        Assert.That(vendor.Source.Reject("stale"), Is.EqualTo(Replay.None), "five seconds after the last forced request");
        vendor.Clock.Advance(TimeSpan.FromSeconds(5));
        Assert.That(vendor.Source.Reject("stale"), Is.EqualTo(Replay.WithRequestedToken));
        Assert.That((await vendor.AskAndAnswerAsync(vendor.Token("three"))).Value, Is.EqualTo("three"));
    }

    [Test]
    public async Task A_token_that_the_client_has_ended_is_dropped_also_right_after_a_forced_refresh()
    {
        var cache = new MemoryTokenCache();
        var vendor = new FakeTokenEndpoint(cache);
        await vendor.AskAndAnswerAsync(vendor.Token("one"));
        vendor.Source.Reject("one");
        var token = await vendor.AskAndAnswerAsync(vendor.Token("two"));
        await vendor.Source.ForgetAsync(token);

        Assert.That(vendor.Source.Current, Is.Null);
        var other = new FakeTokenEndpoint(cache);
        Assert.That((await other.AskAndAnswerAsync(other.Token("three"))).Value, Is.EqualTo("three"), "nobody else gets it from the cache");
        Assert.That((await vendor.Ask()).Value, Is.EqualTo("three"));
    }

    [Test]
    public async Task Another_token_stays_in_hand_and_in_the_cache_when_an_ended_one_is_dropped()
    {
        var cache = new MemoryTokenCache();
        var vendor = new FakeTokenEndpoint(cache);
        var token = await vendor.AskAndAnswerAsync(vendor.Token("one"));
        vendor.Source.Reject("one");
        await vendor.AskAndAnswerAsync(vendor.Token("two"));
        await vendor.Source.ForgetAsync(token);

        Assert.That((await vendor.Ask()).Value, Is.EqualTo("two"));
        Assert.That((await cache.GetAsync("key", default))!.Value, Is.EqualTo("two"));
        Assert.That(await cache.TryLeaseAsync("key", TimeSpan.FromSeconds(1), default), Is.Not.Null, "the lease is free");
    }

    [Test]
    public async Task A_token_is_given_out_and_replaced_after_a_refusal_while_the_cache_is_still_storing_it()
    {
        var cache = new StoringCache();
        var vendor = new FakeTokenEndpoint(cache);
        var asked = vendor.Ask();
        (await vendor.NextAsync()).SetResult(vendor.Token("one"));
        Assert.That((await asked).Value, Is.EqualTo("one"));
        var storing = vendor.Source.PendingRefresh;
        Assert.That(storing.IsCompleted, Is.False);

        Assert.That(vendor.Source.Reject("one"), Is.EqualTo(Replay.WithNewToken));
        var again = vendor.Ask();
        (await vendor.NextAsync()).SetResult(vendor.Token("two"));
        Assert.That((await again).Value, Is.EqualTo("two"));
        cache.Stored.SetResult();
        await storing;
        Assert.That((await vendor.Ask()).Value, Is.EqualTo("two"));
    }

    [Test]
    public async Task A_failure_reaches_the_callers_before_the_cache_has_taken_back_the_lease()
    {
        var cache = new StoringCache();
        var vendor = new FakeTokenEndpoint(cache);
        var asked = vendor.Ask();
        (await vendor.NextAsync()).SetException(new FakeTokenEndpoint.TestException());
        Assert.That(async () => await asked, Throws.TypeOf<FakeTokenEndpoint.TestException>());
        Assert.That(vendor.Source.PendingRefresh.IsCompleted, Is.False);
        cache.Stored.SetResult();
        await vendor.Source.PendingRefresh;
    }

    [Test]
    public async Task A_cache_that_fails_is_done_without()
    {
        var vendor = new FakeTokenEndpoint(new BrokenCache());

        Assert.That((await vendor.AskAndAnswerAsync(vendor.Token("one"))).Value, Is.EqualTo("one"));
        Assert.That((await vendor.Ask()).Value, Is.EqualTo("one"));
    }

    [Test]
    public void A_key_tells_callers_apart_and_shows_nobody()
    {
        var key = TokenCacheKey.Create("Okta", "https://example.okta.com/", "0oa1", "okta.users.read");

        Assert.That(key, Does.StartWith("identitysdk:okta:").And.Not.Contains("0oa1").And.Not.Contains("example"));
        Assert.That(TokenCacheKey.Create("Okta", "https://example.okta.com/", "0oa1", "okta.users.read"), Is.EqualTo(key));
        Assert.That(TokenCacheKey.Create("Okta", "https://example.okta.com/", "0oa1o", "kta.users.read"), Is.Not.EqualTo(key));
        Assert.That(TokenCacheKey.Create("Okta", "https://other.okta.com/", "0oa1", "okta.users.read"), Is.Not.EqualTo(key));
    }

    private static async Task StoreAsync(MemoryTokenCache cache, AccessToken token) =>
        Assert.That(await cache.SetAsync("key", token, (await cache.TryLeaseAsync("key", TimeSpan.FromSeconds(1), default))!.Value, default), Is.True);

    private sealed class BrokenCache : ITokenCache
    {
        public ValueTask<AccessToken?> GetAsync(string key, CancellationToken cancellationToken) => throw new InvalidOperationException("down");

        public ValueTask<TokenLease?> TryLeaseAsync(string key, TimeSpan duration, CancellationToken cancellationToken) => throw new InvalidOperationException("down");

        public ValueTask<bool> SetAsync(string key, AccessToken token, TokenLease lease, CancellationToken cancellationToken) => throw new InvalidOperationException("down");

        public ValueTask ReleaseAsync(string key, TokenLease lease, CancellationToken cancellationToken) => throw new InvalidOperationException("down");
    }

    /// <summary>It lends a lease to everyone, has no token, and takes its time to store one.</summary>
    private sealed class StoringCache : ITokenCache
    {
        public TaskCompletionSource Stored { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public ValueTask<AccessToken?> GetAsync(string key, CancellationToken cancellationToken) => default;

        public ValueTask<TokenLease?> TryLeaseAsync(string key, TimeSpan duration, CancellationToken cancellationToken) => new(new TokenLease(1, duration));

        public async ValueTask<bool> SetAsync(string key, AccessToken token, TokenLease lease, CancellationToken cancellationToken)
        {
            await Stored.Task;
            return true;
        }

        public async ValueTask ReleaseAsync(string key, TokenLease lease, CancellationToken cancellationToken) => await Stored.Task;
    }
}
