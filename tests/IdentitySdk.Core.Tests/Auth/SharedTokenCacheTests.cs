using IdentitySdk.Core;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace IdentitySdk.Tests.Auth;

/// <summary>What a cache is asked and in which order, what becomes of a lease, and how long another's refresh is waited for.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class SharedTokenCacheTests
{
    private static readonly SharedLease s_lease = new("key", new TokenLease(1, TimeSpan.FromSeconds(30)));
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero));
    private readonly ListedCache _cache = new();
    private readonly AccessToken _token = new("one");

    /// <summary>The key of the client's token now.</summary>
    private string? Key { get; set; } = "key";

    [Test]
    public async Task A_token_is_looked_for_once_more_under_the_lease_and_stored_under_it()
    {
        var place = Place(_cache);
        var (token, lease) = await place.FindOrLeaseAsync(static _ => true, default);
        Assert.That((token, lease), Is.EqualTo(((AccessToken?)null, s_lease)));

        await place.StoreAsync(_token, lease);
        Assert.That(_cache.Questions, Is.EqualTo(new[] { "get key", "lease key", "get key", "set key 1" }));
    }

    [Test]
    public async Task A_token_that_the_holder_before_has_just_stored_is_taken_and_the_lease_given_back()
    {
        _cache.Tokens.Enqueue(null);
        _cache.Tokens.Enqueue(_token);
        Assert.That(await Place(_cache).FindOrLeaseAsync(static _ => true, default), Is.EqualTo((_token, (SharedLease?)null)));
        Assert.That(_cache.Questions, Is.EqualTo(new[] { "get key", "lease key", "get key", "release key 1" }), "others need not wait for its end");
    }

    [Test]
    public async Task A_token_without_a_lease_is_stored_under_one_that_is_taken_then()
    {
        await Place(_cache).StoreAsync(_token, null);
        Assert.That(_cache.Questions, Is.EqualTo(new[] { "lease key", "set key 1" }));
    }

    [TestCase(null, Description = "the token turned out to be of no use to others")]
    [TestCase("another")]
    public async Task A_lease_is_given_back_without_a_token_when_its_key_has_changed(string? key)
    {
        Key = key;
        await Place(_cache).StoreAsync(_token, s_lease);
        Assert.That(_cache.Questions, Is.EqualTo(new[] { "release key 1" }));
    }

    [Test]
    public async Task Another_s_refresh_is_waited_for_five_seconds_and_looked_at_ten_times_in_each()
    {
        var clock = new JumpingClock();
        var cache = new MemoryTokenCache(clock);
        await cache.TryLeaseAsync("key", TimeSpan.FromHours(1), default);
        Assert.That(await Place(cache, clock).FindOrLeaseAsync(static _ => true, default), Is.EqualTo(default((AccessToken?, SharedLease?))));
        Assert.That(clock.Waits, Is.EqualTo(Enumerable.Repeat(TimeSpan.FromMilliseconds(100), 50)));
    }

    [Test]
    public async Task It_is_waited_for_no_longer_than_a_token_may_be_looked_for()
    {
        var clock = new JumpingClock();
        var cache = new MemoryTokenCache(clock);
        await cache.TryLeaseAsync("key", TimeSpan.FromHours(1), default);
        var place = Place(cache, clock) with { MaxTime = TimeSpan.FromSeconds(0.45) };
        Assert.That(await place.FindOrLeaseAsync(static _ => true, default), Is.EqualTo(default((AccessToken?, SharedLease?))));
        Assert.That(clock.Waits.Select(wait => wait.TotalMilliseconds), Is.EqualTo(new double[] { 100, 100, 100, 100, 50 }));
    }

    [Test]
    public async Task Nor_is_a_cache_that_does_not_answer()
    {
        _cache.Gate = new TaskCompletionSource().Task;
        var finding = (Place(_cache, timeout: TimeSpan.FromMinutes(1)) with { MaxTime = TimeSpan.FromSeconds(0.5) }).FindOrLeaseAsync(static _ => true, default);
        _clock.Advance(TimeSpan.FromSeconds(0.5));
        Assert.That(await finding.WaitAsync(TimeSpan.FromSeconds(20)), Is.EqualTo(default((AccessToken?, SharedLease?))));
    }

    [Test]
    public async Task A_cache_in_this_process_answers_on_the_spot_whatever_the_time_out_is()
    {
        var finding = Place(new MemoryTokenCache(_clock), timeout: TimeSpan.Zero).FindOrLeaseAsync(static _ => true, default);
        Assert.That(finding.IsCompleted, Is.True);
        Assert.That((await finding).Lease, Is.EqualTo(s_lease));
    }

    [TestCase("find")]
    [TestCase("store")]
    [TestCase("lease and store")]
    [TestCase("give back")]
    public Task Waits_for_the_cache_stay_off_the_caller_s_context(string what)
    {
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _cache.Gate = gate.Task;
        Key = what == "give back" ? "another" : "key";
        var place = Place(_cache);
        return OffContext.AssertAsync(
            () => what == "find" ? place.FindOrLeaseAsync(static _ => true, default) : place.StoreAsync(_token, what == "lease and store" ? null : s_lease),
            gate.SetResult);
    }

    [Test]
    public async Task So_does_the_wait_for_another_s_refresh()
    {
        var cache = new MemoryTokenCache(_clock);
        var lease = (await cache.TryLeaseAsync("key", TimeSpan.FromHours(1), default))!.Value;
        await OffContext.AssertAsync(
            () => Place(cache).FindOrLeaseAsync(static _ => true, default),
            () =>
            {
                // Memory's own answers are there at once.
                Assert.That(cache.ReleaseAsync("key", lease, default).IsCompleted, Is.True);
                _clock.Advance(TimeSpan.FromMilliseconds(100));
            });
    }

    private SharedTokenCache Place(ITokenCache cache, TimeProvider? clock = null, TimeSpan? timeout = null) =>
        new(cache, () => Key, "Test", NullLogger.Instance, clock ?? _clock, timeout ?? TimeSpan.FromSeconds(1));

    /// <summary>Lists what it is asked; it has the tokens that it is given, one for each question, and lends a lease to everyone.</summary>
    private sealed class ListedCache : ITokenCache
    {
        private readonly List<string> _questions = [];
        private int _leases;

        public Queue<AccessToken?> Tokens { get; } = new();

        /// <summary>What each answer waits for.</summary>
        public Task Gate { get; set; } = Task.CompletedTask;

        public IReadOnlyList<string> Questions => _questions;

        public ValueTask<AccessToken?> GetAsync(string key, CancellationToken cancellationToken) =>
            AnswerAsync($"get {key}", Tokens.Count > 0 ? Tokens.Dequeue() : null);

        public ValueTask<TokenLease?> TryLeaseAsync(string key, TimeSpan duration, CancellationToken cancellationToken) =>
            AnswerAsync<TokenLease?>($"lease {key}", new TokenLease(++_leases, duration));

        public ValueTask<bool> SetAsync(string key, AccessToken token, TokenLease lease, CancellationToken cancellationToken) =>
            AnswerAsync($"set {key} {lease.FencingNumber}", true);

        public async ValueTask ReleaseAsync(string key, TokenLease lease, CancellationToken cancellationToken) =>
            await AnswerAsync($"release {key} {lease.FencingNumber}", true);

        private async ValueTask<T> AnswerAsync<T>(string question, T answer)
        {
            _questions.Add(question);
            await Gate;
            return answer;
        }
    }
}
