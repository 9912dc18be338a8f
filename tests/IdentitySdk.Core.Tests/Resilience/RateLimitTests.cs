using System.Collections.Concurrent;
using IdentitySdk.Core;

namespace IdentitySdk.Tests;

/// <summary>Calls under a rate limit: which of them wait, how long, and what the client reports.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class RateLimitTests : IDisposable
{
    private static readonly TimeSpan s_lease = TimeSpan.FromMinutes(2);
    private readonly TestApi _api = new();

    public void Dispose() => _api.Dispose();

    [Test]
    public async Task Reported_limit_is_in_the_snapshot()
    {
        _api.Transport.Respond(200, "{}", ("X-Limit", "600/599/60"));
        await _api.GetAsync();
        Assert.That(_api.Client.RateLimits.Snapshot()["account"], Is.EqualTo(new RateLimit(600, 599, _api.Clock.GetUtcNow().AddSeconds(60))));
    }

    [Test]
    public async Task Reported_limit_is_in_the_snapshot_when_rate_limits_are_disabled()
    {
        _api.Options.RateLimits.IsEnabled = false;
        _api.Transport.Respond(200, "{}", ("X-Limit", "600/0/60")).Respond(200, "{}", ("X-Limit", "600/0/60"));
        await _api.GetAsync();
        await _api.GetAsync();
        Assert.That(_api.Client.RateLimits.Snapshot()["account"].Remaining, Is.Zero);
        Assert.That(_api.Clock.Delays, Is.Empty);
    }

    [TestCase(404)]
    [TestCase(429)]
    [TestCase(503)]
    public async Task Limit_reported_by_a_failed_response_is_in_the_snapshot(int status)
    {
        _api.Options.Retry = new RetryOptions { MaxRetries = 0 };
        _api.Transport.Respond(status, "", ("X-Limit", "600/599/60"));
        await Assert.CatchAsync<IdentityApiException>(() => _api.GetAsync());
        Assert.That(_api.Client.RateLimits.Snapshot()["account"].Remaining, Is.EqualTo(599));
    }

    [TestCase(1.0, 5, "10/6/30", 0, Description = "one above the floor")]
    [TestCase(1.0, 5, "10/5/30", 30, Description = "at the floor")]
    [TestCase(0.5, 0, "10/6/30", 0, Description = "one above the share of other clients")]
    [TestCase(0.5, 0, "10/5/30", 30, Description = "at the share of other clients")]
    public async Task Call_waits_when_only_the_share_or_floor_of_other_clients_is_left(double share, int floor, string header, int wait)
    {
        (_api.Options.RateLimits.Share, _api.Options.RateLimits.Floor) = (share, floor);
        _api.Transport.Respond(200, "{}", ("X-Limit", header)).Respond(200, "{}");
        await _api.GetAsync();
        await _api.GetAsync();
        Assert.That(_api.Clock.Delays.Sum(delay => delay.TotalSeconds), Is.EqualTo(wait));
    }

    [Test]
    public async Task Used_up_budget_delays_calls_of_its_own_bucket_only()
    {
        _api.Vendor.Buckets = operation => operation;
        _api.Transport.Respond(200, "{}", ("X-Limit", "10/0/30")).Respond(200, "{}", ("X-Limit", "10/9/30"));
        await _api.GetAsync();
        await _api.SendAsync("PUT");
        Assert.That(_api.Clock.Delays, Is.Empty);
        var remaining = _api.Client.RateLimits.Snapshot().Select(pair => $"{pair.Key} {pair.Value.Remaining}");
        Assert.That(remaining, Is.EquivalentTo(new[] { "GET /things/{id} 0", "PUT /things/{id} 9" }));
    }

    [Test]
    public async Task Wait_beyond_MaxTotalTime_fails_the_call_without_a_request()
    {
        _api.Options.Retry = new RetryOptions { MaxTotalTime = TimeSpan.FromSeconds(29) };
        _api.Transport.Respond(200, "{}", ("X-Limit", "10/0/30"));
        await _api.GetAsync();
        Assert.That((await Assert.ThrowsAsync<RateLimitedException>(() => _api.GetAsync()))!.RetryAfter, Is.EqualTo(TimeSpan.FromSeconds(30)));
        Assert.That(_api.Transport.Sent, Has.Count.EqualTo(1));
        Assert.That(_api.Clock.Delays, Is.Empty);
    }

    [Test]
    public async Task Call_waits_for_the_reset_when_the_budget_is_used_up()
    {
        _api.Transport.Respond(200, "{}", ("X-Limit", "10/0/30")).Respond(200, "{}");
        await _api.GetAsync();
        await _api.GetAsync();
        Assert.That(_api.Clock.Delays, Is.EqualTo(new[] { TimeSpan.FromSeconds(30) }));
        Assert.That(_api.Transport.Sent, Has.Count.EqualTo(2));
    }

    [TestCase(false)]
    [TestCase(true)]
    public async Task Clock_set_back_does_not_lock_a_bucket(bool isShared)
    {
        _api.Options.RateLimits.Store = isShared ? new MemoryRateLimitStore(_api.Clock) : null;
        _api.Transport.Respond(200, "{}", ("X-Limit", "10/0/30")).Respond(200, "{}");
        await _api.GetAsync();
        _api.Clock.AdjustTime(_api.Clock.GetUtcNow().AddHours(-6));
        await _api.GetAsync();
        Assert.That(_api.Clock.Delays, Is.EqualTo(new[] { TimeSpan.FromSeconds(30) }));
    }

    [Test]
    public async Task Wait_beyond_MaxWait_fails_the_call_without_a_request()
    {
        _api.Transport.Respond(200, "{}", ("X-Limit", "10/0/71"));
        await _api.GetAsync();
        var exception = (await Assert.ThrowsAsync<RateLimitedException>(() => _api.GetAsync()))!;
        Assert.That(exception.RetryAfter, Is.EqualTo(TimeSpan.FromSeconds(71)));
        Assert.That(exception.StatusCode, Is.Null, "there was no response");
        Assert.That(exception.Message, Does.Contain("the rate limit's budget is used up"));
        Assert.That(_api.Transport.Sent, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Wait_of_exactly_MaxWait_is_allowed()
    {
        _api.Transport.Respond(200, "{}", ("X-Limit", "10/0/70")).Respond(200, "{}");
        await _api.GetAsync();
        await _api.GetAsync();
        Assert.That(_api.Clock.Delays, Is.EqualTo(new[] { TimeSpan.FromSeconds(70) }));
    }

    [Test]
    public async Task Error_that_is_no_refusal_delays_no_call()
    {
        _api.Options.Retry = new RetryOptions { MaxRetries = 0 };
        _api.Transport.Respond(503, "", ("Retry-After", "60")).Respond(200, "{}");
        await Assert.ThrowsAsync<ServerException>(() => _api.GetAsync());
        await _api.GetAsync();
        Assert.That(_api.Clock.Delays, Is.Empty);
    }

    [Test]
    public async Task Token_requests_do_not_count()
    {
        _api.Transport.Respond(200, "{}", ("X-Limit", "10/0/71")).Respond(200, "{}", ("X-Limit", "5/5/60"));
        await _api.GetAsync();
        await _api.Client.SendAsync(new ApiRequest("POST", "/token").ForToken(_ => { }), null, default);
        Assert.That(_api.Transport.Sent, Has.Count.EqualTo(2));
        Assert.That(_api.Client.RateLimits.Snapshot()["account"].Limit, Is.EqualTo(10));
    }

    [Test]
    public async Task Limit_of_zero_is_not_in_the_snapshot()
    {
        _api.Transport.Respond(200, "{}", ("X-Limit", "0/0/60"));
        await _api.GetAsync();
        Assert.That(_api.Client.RateLimits.Snapshot(), Is.Empty);
    }

    [Test]
    public async Task Calls_under_way_are_subtracted_from_the_reported_remaining()
    {
        var bucket = Bucket();
        var first = bucket.TakeUnchecked(s_lease);
        bucket.TakeUnchecked(s_lease);
        bucket.TakeUnchecked(s_lease);
        await bucket.EndAsync(first, new RateLimit(10, 3, _api.Clock.GetUtcNow().AddSeconds(60)), null);
        Assert.That((await bucket.TakeAsync(s_lease, default)).Wait, Is.EqualTo(TimeSpan.Zero), "two are under way, so one is left");
        Assert.That((await bucket.TakeAsync(s_lease, default)).Wait, Is.EqualTo(TimeSpan.FromSeconds(60)));
    }

    [Test]
    public async Task Call_that_waits_is_not_under_way()
    {
        var bucket = Bucket();
        var first = (await bucket.TakeAsync(s_lease, default)).Permit!.Value;
        await bucket.EndAsync(first, new RateLimit(10, 0, _api.Clock.GetUtcNow().AddSeconds(60)), null);
        Assert.That((await bucket.TakeAsync(s_lease, default)).Wait, Is.EqualTo(TimeSpan.FromSeconds(60)));
        _api.Clock.Advance(TimeSpan.FromSeconds(60));
        for (var sent = 0; sent < 10; sent++)
        {
            Assert.That((await bucket.TakeAsync(s_lease, default)).Wait, Is.EqualTo(TimeSpan.Zero), $"call {sent}");
        }

        Assert.That((await bucket.TakeAsync(s_lease, default)).Wait, Is.EqualTo(TimeSpan.FromSeconds(60)));
    }

    [Test]
    public async Task Refused_call_delays_all_other_calls()
    {
        _api.Options.Retry = new RetryOptions { MaxRetries = 0 };
        _api.Transport.Respond(429, "", ("Retry-After", "71"));
        await Assert.ThrowsAsync<RateLimitedException>(() => _api.GetAsync());
        await Assert.ThrowsAsync<RateLimitedException>(() => _api.GetAsync());
        Assert.That(_api.Transport.Sent, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Cancellation_ends_the_wait()
    {
        using var cancellation = new CancellationTokenSource();
        _api.Clock.IsAutomatic = false;
        _api.Transport.Respond(200, "{}", ("X-Limit", "10/0/30"));
        await _api.GetAsync();
        var second = _api.GetAsync(cancellationToken: cancellation.Token);
        await cancellation.CancelAsync();
        await Assert.CatchAsync<OperationCanceledException>(() => second);
    }

    private RateLimitBucket Bucket() => new("key", new RateLimitOptions(), TimeSpan.Zero, TimeSpan.FromHours(1), null, _api.Clock);

    [Test]
    public async Task Window_ends_as_reported_even_if_the_thread_is_interrupted()
    {
        var clock = new InterruptedClock();
        var bucket = new RateLimitBucket("key", new RateLimitOptions(), TimeSpan.Zero, TimeSpan.FromHours(1), null, clock);
        var permit = (await bucket.TakeAsync(TimeSpan.FromMinutes(5), default)).Permit!.Value;
        var rateLimit = new RateLimit(10, 0, clock.GetUtcNow().AddSeconds(60));

        clock.JumpAfterNextRead(TimeSpan.FromSeconds(30));
        await bucket.EndAsync(permit, rateLimit, null);

        Assert.That((await bucket.TakeAsync(TimeSpan.FromMinutes(5), default)).Wait, Is.EqualTo(TimeSpan.FromSeconds(30)));
    }

    /// <summary>300 callers at a limit of 100 per minute, and no refusal.</summary>
    [Test]
    public async Task Hundreds_of_callers_together_stay_under_the_limit_in_every_window()
    {
        _api.Clock.IsAutomatic = false;
        _api.Options.RateLimits.MaxWait = TimeSpan.FromHours(1);

        // The clock runs independently of the machine, so time-outs would be random.
        _api.Options.AttemptTimeout = Timeout.InfiniteTimeSpan;
        _api.Options.Retry = new RetryOptions { MaxRetries = 0, MaxTotalTime = TimeSpan.FromDays(3650) };
        var server = new CountingServer(_api.Clock, limit: 100);
        _api.Transport.Fallback = server.RespondAsync;
        await _api.GetAsync();
        await _api.Clock.RunAsync(Enumerable.Range(0, 300).Select(_ => Task.Run(() => _api.GetAsync())), TimeSpan.FromMilliseconds(100));
        Assert.That(server.Refused, Is.Zero);
        Assert.That(server.Windows.Values.Sum(), Is.EqualTo(301));
        Assert.That(server.Windows.Values, Has.All.LessThanOrEqualTo(100));
    }

    private sealed class CountingServer(TimeProvider clock, int limit)
    {
        public ConcurrentDictionary<long, int> Windows { get; } = new();

        public int Refused { get; private set; }

        public Task<HttpResponseMessage> RespondAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            lock (Windows)
            {
                var now = clock.GetUtcNow().ToUnixTimeSeconds();
                var count = Windows.AddOrUpdate(now / 60, 1, (_, sent) => sent + 1);
                Refused += count > limit ? 1 : 0;
                var header = ("X-Limit", $"{limit}/{Math.Max(0, limit - count)}/{60 - (now % 60)}");
                return Task.FromResult(ScriptedTransport.Response(count > limit ? 429 : 200, "{}", header));
            }
        }
    }

    /// <summary>A clock for a thread that is interrupted after it has read the time.</summary>
    private sealed class InterruptedClock : TimeProvider
    {
        private DateTimeOffset _now = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);
        private TimeSpan _jump;

        public void JumpAfterNextRead(TimeSpan jump) => _jump = jump;

        public override DateTimeOffset GetUtcNow()
        {
            var now = _now;
            (_now, _jump) = (_now + _jump, TimeSpan.Zero);
            return now;
        }
    }
}
