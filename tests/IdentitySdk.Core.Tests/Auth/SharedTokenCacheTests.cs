using IdentitySdk.Core;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace IdentitySdk.Tests.Auth;

/// <summary>The calls to a cache and their order, the leases, and the wait for another client's refresh.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class SharedTokenCacheTests
{
    private static readonly SharedLease s_lease = new("key", new TokenLease(1, TimeSpan.FromSeconds(30)));
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero));
    private readonly RecordingCache _cache = new();
    private readonly AccessToken _token = new("one");

    /// <summary>The current key of the client's token.</summary>
    private string? Key { get; set; } = "key";

    [Test]
    public async Task Find_searches_again_under_the_lease_and_Store_uses_it()
    {
        var shared = Share(_cache);
        var (token, lease) = await shared.FindOrLeaseAsync(static _ => true, default);
        Assert.That((token, lease), Is.EqualTo(((AccessToken?)null, s_lease)));

        await shared.StoreAsync(_token, lease);
        Assert.That(_cache.Calls, Is.EqualTo(new[] { "get key", "lease key", "get key", "set key 1" }));
    }

    [Test]
    public async Task Find_takes_a_token_stored_meanwhile_and_releases_the_lease()
    {
        _cache.Tokens.Enqueue(null);
        _cache.Tokens.Enqueue(_token);
        Assert.That(await Share(_cache).FindOrLeaseAsync(static _ => true, default), Is.EqualTo((_token, (SharedLease?)null)));
        Assert.That(_cache.Calls, Is.EqualTo(new[] { "get key", "lease key", "get key", "release key 1" }), "other clients need not wait for its expiry");
    }

    [Test]
    public async Task Store_without_a_lease_takes_one()
    {
        await Share(_cache).StoreAsync(_token, null);
        Assert.That(_cache.Calls, Is.EqualTo(new[] { "lease key", "set key 1" }));
    }

    [TestCase(null, Description = "the token is of no use to other clients")]
    [TestCase("another")]
    public async Task Store_releases_the_lease_when_the_key_has_changed(string? key)
    {
        Key = key;
        await Share(_cache).StoreAsync(_token, s_lease);
        Assert.That(_cache.Calls, Is.EqualTo(new[] { "release key 1" }));
    }

    [Test]
    public async Task Find_polls_for_another_clients_token_for_five_seconds()
    {
        var clock = new JumpingClock();
        var cache = new MemoryTokenCache(clock);
        await cache.TryLeaseAsync("key", TimeSpan.FromHours(1), default);
        Assert.That(await Share(cache, clock).FindOrLeaseAsync(static _ => true, default), Is.EqualTo(default((AccessToken?, SharedLease?))));
        Assert.That(clock.Waits, Is.EqualTo(Enumerable.Repeat(TimeSpan.FromMilliseconds(100), 50)));
    }

    [Test]
    public async Task Find_polls_no_longer_than_MaxTime()
    {
        var clock = new JumpingClock();
        var cache = new MemoryTokenCache(clock);
        await cache.TryLeaseAsync("key", TimeSpan.FromHours(1), default);
        var shared = Share(cache, clock) with { MaxTime = TimeSpan.FromSeconds(0.45) };
        Assert.That(await shared.FindOrLeaseAsync(static _ => true, default), Is.EqualTo(default((AccessToken?, SharedLease?))));
        Assert.That(clock.Waits.Select(wait => wait.TotalMilliseconds), Is.EqualTo(new double[] { 100, 100, 100, 100, 50 }));
    }

    [Test]
    public async Task Find_waits_for_a_hanging_cache_no_longer_than_MaxTime()
    {
        _cache.Gate = new TaskCompletionSource().Task;
        var finding = (Share(_cache, timeout: TimeSpan.FromMinutes(1)) with { MaxTime = TimeSpan.FromSeconds(0.5) }).FindOrLeaseAsync(static _ => true, default);
        _clock.Advance(TimeSpan.FromSeconds(0.5));
        Assert.That(await finding.WaitAsync(TimeSpan.FromSeconds(20)), Is.EqualTo(default((AccessToken?, SharedLease?))));
    }

    [Test]
    public async Task Find_in_a_MemoryTokenCache_completes_synchronously()
    {
        var finding = Share(new MemoryTokenCache(_clock), timeout: TimeSpan.Zero).FindOrLeaseAsync(static _ => true, default);
        Assert.That(finding.IsCompleted, Is.True);
        Assert.That((await finding).Lease, Is.EqualTo(s_lease));
    }

    [TestCase("find")]
    [TestCase("store")]
    [TestCase("lease and store")]
    [TestCase("release")]
    public Task Waits_for_the_cache_do_not_resume_on_the_callers_context(string what)
    {
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _cache.Gate = gate.Task;
        Key = what == "release" ? "another" : "key";
        var shared = Share(_cache);
        return OffContext.AssertAsync(
            () => what == "find" ? shared.FindOrLeaseAsync(static _ => true, default) : shared.StoreAsync(_token, what == "lease and store" ? null : s_lease),
            gate.SetResult);
    }

    [Test]
    public async Task Wait_for_another_refresh_does_not_resume_on_the_callers_context()
    {
        var cache = new MemoryTokenCache(_clock);
        var lease = (await cache.TryLeaseAsync("key", TimeSpan.FromHours(1), default))!.Value;
        await OffContext.AssertAsync(
            () => Share(cache).FindOrLeaseAsync(static _ => true, default),
            () =>
            {
                // A MemoryTokenCache completes synchronously.
                Assert.That(cache.ReleaseAsync("key", lease, default).IsCompleted, Is.True);
                _clock.Advance(TimeSpan.FromMilliseconds(100));
            });
    }

    private SharedTokenCache Share(ITokenCache cache, TimeProvider? clock = null, TimeSpan? timeout = null) =>
        new(cache, () => Key, "Test", NullLogger.Instance, clock ?? _clock, timeout ?? TimeSpan.FromSeconds(1));

    /// <summary>Records its calls. It returns the queued tokens, one per call, and grants every lease.</summary>
    private sealed class RecordingCache : ITokenCache
    {
        private readonly List<string> _calls = [];
        private int _leases;

        public Queue<AccessToken?> Tokens { get; } = new();

        /// <summary>Completes the operations.</summary>
        public Task Gate { get; set; } = Task.CompletedTask;

        public IReadOnlyList<string> Calls => _calls;

        public ValueTask<AccessToken?> GetAsync(string key, CancellationToken cancellationToken) =>
            RespondAsync($"get {key}", Tokens.Count > 0 ? Tokens.Dequeue() : null);

        public ValueTask<TokenLease?> TryLeaseAsync(string key, TimeSpan duration, CancellationToken cancellationToken) =>
            RespondAsync<TokenLease?>($"lease {key}", new TokenLease(++_leases, duration));

        public ValueTask<bool> SetAsync(string key, AccessToken token, TokenLease lease, CancellationToken cancellationToken) =>
            RespondAsync($"set {key} {lease.FencingNumber}", true);

        public async ValueTask ReleaseAsync(string key, TokenLease lease, CancellationToken cancellationToken) =>
            await RespondAsync($"release {key} {lease.FencingNumber}", true);

        private async ValueTask<T> RespondAsync<T>(string call, T result)
        {
            _calls.Add(call);
            await Gate;
            return result;
        }
    }
}
