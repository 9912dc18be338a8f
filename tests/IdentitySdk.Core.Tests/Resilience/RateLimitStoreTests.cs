using IdentitySdk.Core;

namespace IdentitySdk.Tests;

/// <summary>Budgets that processes share through a store.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class RateLimitStoreTests : IDisposable
{
    private readonly TestApi _api = new();

    public void Dispose() => _api.Dispose();

    [Test]
    public async Task Clients_that_share_a_store_share_the_budget()
    {
        using var other = new TestApi();
        var store = new ContendedStore();
        _api.Options.RateLimits.Store = other.Options.RateLimits.Store = store;
        _api.Transport.Answer(200, "{}", ("X-Limit", "10/0/71"));
        await _api.GetAsync();

        await Assert.ThrowsAsync<RateLimitedException>(() => other.GetAsync());
        Assert.That(other.Transport.Sent, Is.Empty);
        Assert.That(store.Keys, Is.EqualTo(new[] { "identitysdk:Test:vendor.example:account" }));
        Assert.That(store.Refusals, Is.EqualTo(1), "a replacement that lost the race is tried again");
    }

    [Test]
    public async Task A_store_is_written_only_when_something_has_changed()
    {
        var store = new ContendedStore();
        var bucket = new RateLimitBucket(store, "key", _api.Clock);
        await bucket.TakeAsync(new RateLimitOptions(), default);
        await bucket.EndAsync(null, null);
        Assert.That(store.Refusals, Is.Zero, "nobody has told of a limit yet");

        await bucket.TakeAsync(new RateLimitOptions(), default);
        await bucket.EndAsync(null, TimeSpan.FromSeconds(30));
        Assert.That(store.Lifetimes, Is.EqualTo(new[] { TimeSpan.FromHours(1) + TimeSpan.FromSeconds(30) }));
        Assert.That(await new RateLimitBucket(store, "key", _api.Clock).TakeAsync(new RateLimitOptions(), default), Is.EqualTo(TimeSpan.FromSeconds(30)));
    }

    [Test]
    public async Task At_a_store_an_answered_call_is_no_longer_in_flight()
    {
        _api.Options.RateLimits.Store = new ContendedStore();
        for (var left = 9; left >= 0; left--)
        {
            _api.Transport.Answer(200, "{}", ("X-Limit", $"10/{left}/20"));
            await _api.GetAsync();
        }

        Assert.That(_api.Clock.Delays, Is.Empty);
    }

    [Test]
    public async Task At_a_store_a_call_that_waits_is_not_yet_in_flight()
    {
        _api.Options.RateLimits.Store = new ContendedStore();
        _api.Transport.Answer(200, "{}", ("X-Limit", "1/0/20")).Answer(200, "{}");
        await _api.GetAsync();
        await _api.GetAsync();
        Assert.That(_api.Clock.Delays, Is.EqualTo(new[] { TimeSpan.FromSeconds(20) }));
    }

    [Test]
    public async Task Several_waits_of_one_call_together_stay_within_MaxWait()
    {
        _api.Options.RateLimits.Store = new PausingStore(_api.Clock, TimeSpan.FromSeconds(30));
        Assert.That((await Assert.ThrowsAsync<RateLimitedException>(() => _api.GetAsync()))!.RetryAfter, Is.EqualTo(TimeSpan.FromSeconds(30)));
        Assert.That(_api.Clock.Delays, Is.EqualTo(new[] { TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(30) }));
        Assert.That(_api.Transport.Sent, Is.Empty);
    }

    [Test]
    public async Task A_wait_shorter_than_timers_know_is_made_longer()
    {
        _api.Options.RateLimits = new RateLimitOptions { Store = new PausingStore(_api.Clock, TimeSpan.FromTicks(1)), MaxWait = TimeSpan.FromMilliseconds(1) };
        await Assert.ThrowsAsync<RateLimitedException>(() => _api.GetAsync());
        Assert.That(_api.Clock.Delays, Is.EqualTo(new[] { TimeSpan.FromMilliseconds(1) }));
    }

    /// <summary>A store where another process is refused again and again.</summary>
    private sealed class PausingStore(TimeProvider clock, TimeSpan pause) : IRateLimitStore
    {
        public ValueTask<string?> GetAsync(string key, CancellationToken cancellationToken) =>
            new((default(RateLimitBudget) with { PausedUntil = clock.GetUtcNow() + pause }).ToString());

        public ValueTask<bool> TryReplaceAsync(string key, string? expected, string replacement, TimeSpan lifetime, CancellationToken cancellationToken) => new(true);
    }

    /// <summary>A store of the least that the interface asks for, where another process wins the first race.</summary>
    private sealed class ContendedStore : IRateLimitStore
    {
        private readonly Dictionary<string, string> _texts = [];

        public IEnumerable<string> Keys => _texts.Keys;

        public int Refusals { get; private set; }

        public List<TimeSpan> Lifetimes { get; } = [];

        public ValueTask<string?> GetAsync(string key, CancellationToken cancellationToken) => new(_texts.GetValueOrDefault(key));

        public ValueTask<bool> TryReplaceAsync(string key, string? expected, string replacement, TimeSpan lifetime, CancellationToken cancellationToken)
        {
            if (Refusals == 0)
            {
                Refusals++;
                return new(false);
            }

            var isSame = _texts.GetValueOrDefault(key) == expected;
            if (isSame)
            {
                _texts[key] = replacement;
                Lifetimes.Add(lifetime);
            }

            return new(isSame);
        }
    }
}
