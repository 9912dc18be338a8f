using System.Collections.Concurrent;

namespace IdentitySdk.Tests;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class RateLimitTests : IDisposable
{
    private readonly TestApi _api = new();

    public void Dispose() => _api.Dispose();

    [Test]
    public async Task What_a_response_told_can_be_read()
    {
        _api.Transport.Answer(200, "{}", ("X-Limit", "600/599/60"));
        await _api.GetAsync();
        Assert.That(_api.Client.RateLimits.Snapshot()["account"], Is.EqualTo(new RateLimit(600, 599, _api.Clock.GetUtcNow().AddSeconds(60))));
    }

    [Test]
    public async Task What_a_response_told_can_be_read_also_when_the_client_does_not_wait()
    {
        _api.Options.RateLimits.IsEnabled = false;
        _api.Transport.Answer(200, "{}", ("X-Limit", "600/0/60")).Answer(200, "{}", ("X-Limit", "600/0/60"));
        await _api.GetAsync();
        await _api.GetAsync();
        Assert.That(_api.Client.RateLimits.Snapshot()["account"].Remaining, Is.Zero);
    }

    [TestCase(404)]
    [TestCase(429)]
    [TestCase(503)]
    public async Task What_a_failed_response_told_can_be_read_too(int status)
    {
        _api.Options.Retry = new RetryOptions { MaxRetries = 0 };
        _api.Transport.Answer(status, "", ("X-Limit", "600/599/60"));
        await Assert.CatchAsync<IdentityApiException>(() => _api.GetAsync());
        Assert.That(_api.Client.RateLimits.Snapshot()["account"].Remaining, Is.EqualTo(599));
    }

    [TestCase(1.0, 5, "10/6/30", 0, Description = "one above the floor")]
    [TestCase(1.0, 5, "10/5/30", 30, Description = "at the floor")]
    [TestCase(0.5, 0, "10/6/30", 0, Description = "one above the others' share")]
    [TestCase(0.5, 0, "10/5/30", 30, Description = "what is left is the others' share")]
    public async Task A_call_waits_when_only_the_share_or_the_floor_of_others_is_left(double share, int floor, string told, int wait)
    {
        (_api.Options.RateLimits.Share, _api.Options.RateLimits.Floor) = (share, floor);
        _api.Transport.Answer(200, "{}", ("X-Limit", told)).Answer(200, "{}");
        await _api.GetAsync();
        await _api.GetAsync();
        Assert.That(_api.Clock.Delays.Sum(delay => delay.TotalSeconds), Is.EqualTo(wait));
    }

    [Test]
    public async Task A_budget_that_is_used_up_holds_back_its_own_bucket_alone()
    {
        _api.Vendor.Buckets = operation => operation;
        _api.Transport.Answer(200, "{}", ("X-Limit", "10/0/30")).Answer(200, "{}", ("X-Limit", "10/9/30"));
        await _api.GetAsync();
        await _api.SendAsync("PUT");
        Assert.That(_api.Clock.Delays, Is.Empty);
        Assert.That(_api.Client.RateLimits.Snapshot().Select(pair => $"{pair.Key} {pair.Value.Remaining}"), Is.EquivalentTo(new[] { "GET /things/{id} 0", "PUT /things/{id} 9" }));
    }

    [Test]
    public async Task A_wait_beyond_MaxTotalTime_fails_at_once_and_sends_nothing()
    {
        _api.Options.Retry = new RetryOptions { MaxTotalTime = TimeSpan.FromSeconds(29) };
        _api.Transport.Answer(200, "{}", ("X-Limit", "10/0/30"));
        await _api.GetAsync();
        await Assert.ThrowsAsync<RateLimitedException>(() => _api.GetAsync());
        Assert.That(_api.Transport.Sent, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_call_waits_for_the_reset_when_the_budget_is_used_up()
    {
        _api.Transport.Answer(200, "{}", ("X-Limit", "10/0/30")).Answer(200, "{}");
        await _api.GetAsync();
        await _api.GetAsync();
        Assert.That(_api.Clock.Delays, Is.EqualTo(new[] { TimeSpan.FromSeconds(30) }));
        Assert.That(_api.Transport.Sent, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task A_wait_beyond_MaxWait_fails_at_once_and_sends_nothing()
    {
        _api.Transport.Answer(200, "{}", ("X-Limit", "10/0/71"));
        await _api.GetAsync();
        var fault = (await Assert.ThrowsAsync<RateLimitedException>(() => _api.GetAsync()))!;
        Assert.That(fault.RetryAfter, Is.EqualTo(TimeSpan.FromSeconds(71)));
        Assert.That(fault.StatusCode, Is.Null, "no response came");
        Assert.That(_api.Transport.Sent, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_refused_call_feeds_the_budget_of_all_others()
    {
        _api.Options.Retry = new RetryOptions { MaxRetries = 0 };
        _api.Transport.Answer(429, "", ("Retry-After", "71"));
        await Assert.ThrowsAsync<RateLimitedException>(() => _api.GetAsync());
        await Assert.ThrowsAsync<RateLimitedException>(() => _api.GetAsync());
        Assert.That(_api.Transport.Sent, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Cancellation_ends_the_wait()
    {
        using var cancellation = new CancellationTokenSource();
        _api.Clock.IsAutomatic = false;
        _api.Transport.Answer(200, "{}", ("X-Limit", "10/0/30"));
        await _api.GetAsync();
        var second = _api.GetAsync(cancellationToken: cancellation.Token);
        await cancellation.CancelAsync();
        await Assert.CatchAsync<OperationCanceledException>(() => second);
    }

    /// <summary>A server that counts: 300 callers, a limit of 100 a minute, and not one refusal.</summary>
    [Test]
    public async Task Hundreds_of_callers_together_stay_under_the_limit_in_every_window()
    {
        _api.Clock.IsAutomatic = false;
        _api.Options.RateLimits.MaxWait = TimeSpan.FromHours(1);

        // The clock runs freely here, so that no time-out may depend on how busy the machine is.
        _api.Options.AttemptTimeout = Timeout.InfiniteTimeSpan;
        _api.Options.Retry = new RetryOptions { MaxRetries = 0, MaxTotalTime = TimeSpan.FromDays(3650) };
        var server = new CountingServer(_api.Clock, limit: 100);
        _api.Transport.Otherwise = server.AnswerAsync;
        await _api.GetAsync();
        var calls = Enumerable.Range(0, 300).Select(_ => Task.Run(() => _api.GetAsync())).ToArray();

        for (var all = Task.WhenAll(calls); !all.IsCompleted; await Task.Yield())
        {
            _api.Clock.Advance(TimeSpan.FromMilliseconds(100));
        }

        await Task.WhenAll(calls);
        Assert.That(server.Refused, Is.Zero);
        Assert.That(server.Windows.Values.Sum(), Is.EqualTo(301));
        Assert.That(server.Windows.Values, Has.All.LessThanOrEqualTo(100));
    }

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

    private sealed class CountingServer(TimeProvider clock, int limit)
    {
        public ConcurrentDictionary<long, int> Windows { get; } = new();

        public int Refused { get; private set; }

        public Task<HttpResponseMessage> AnswerAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            lock (Windows)
            {
                var now = clock.GetUtcNow().ToUnixTimeSeconds();
                var count = Windows.AddOrUpdate(now / 60, 1, (_, sent) => sent + 1);
                Refused += count > limit ? 1 : 0;
                return Task.FromResult(ScriptedTransport.Response(count > limit ? 429 : 200, "{}", ("X-Limit", $"{limit}/{Math.Max(0, limit - count)}/{60 - (now % 60)}")));
            }
        }
    }

    /// <summary>A store of the least that the interface asks for, where another process wins the first race.</summary>
    private sealed class ContendedStore : IRateLimitStore
    {
        private readonly Dictionary<string, string> _texts = [];

        public IEnumerable<string> Keys => _texts.Keys;

        public int Refusals { get; private set; }

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
            }

            return new(isSame);
        }
    }
}
