using System.Collections.Concurrent;
using IdentitySdk.Core;

namespace IdentitySdk.Tests;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class RateLimitTests : IDisposable
{
    private static readonly TimeSpan s_lease = TimeSpan.FromMinutes(2);
    private readonly TestApi _api = new();

    public void Dispose() => _api.Dispose();

    [Test]
    public async Task What_a_response_told_can_be_read()
    {
        _api.Transport.Respond(200, "{}", ("X-Limit", "600/599/60"));
        await _api.GetAsync();
        Assert.That(_api.Client.RateLimits.Snapshot()["account"], Is.EqualTo(new RateLimit(600, 599, _api.Clock.GetUtcNow().AddSeconds(60))));
    }

    [Test]
    public async Task What_a_response_told_can_be_read_also_when_the_client_does_not_wait()
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
    public async Task What_a_failed_response_told_can_be_read_too(int status)
    {
        _api.Options.Retry = new RetryOptions { MaxRetries = 0 };
        _api.Transport.Respond(status, "", ("X-Limit", "600/599/60"));
        await Assert.CatchAsync<IdentityApiException>(() => _api.GetAsync());
        Assert.That(_api.Client.RateLimits.Snapshot()["account"].Remaining, Is.EqualTo(599));
    }

    [TestCase(1.0, 5, "10/6/30", 0, Description = "one above the floor")]
    [TestCase(1.0, 5, "10/5/30", 30, Description = "at the floor")]
    [TestCase(0.5, 0, "10/6/30", 0, Description = "one above the others' share")]
    [TestCase(0.5, 0, "10/5/30", 30, Description = "what is left is the others' share")]
    public async Task A_call_waits_when_only_the_share_or_the_floor_of_others_is_left(double share, int floor, string header, int wait)
    {
        (_api.Options.RateLimits.Share, _api.Options.RateLimits.Floor) = (share, floor);
        _api.Transport.Respond(200, "{}", ("X-Limit", header)).Respond(200, "{}");
        await _api.GetAsync();
        await _api.GetAsync();
        Assert.That(_api.Clock.Delays.Sum(delay => delay.TotalSeconds), Is.EqualTo(wait));
    }

    [Test]
    public async Task A_budget_that_is_used_up_holds_back_its_own_bucket_alone()
    {
        _api.Vendor.Buckets = operation => operation;
        _api.Transport.Respond(200, "{}", ("X-Limit", "10/0/30")).Respond(200, "{}", ("X-Limit", "10/9/30"));
        await _api.GetAsync();
        await _api.SendAsync("PUT");
        Assert.That(_api.Clock.Delays, Is.Empty);
        Assert.That(_api.Client.RateLimits.Snapshot().Select(pair => $"{pair.Key} {pair.Value.Remaining}"), Is.EquivalentTo(new[] { "GET /things/{id} 0", "PUT /things/{id} 9" }));
    }

    [Test]
    public async Task A_wait_beyond_MaxTotalTime_fails_at_once_and_sends_nothing()
    {
        _api.Options.Retry = new RetryOptions { MaxTotalTime = TimeSpan.FromSeconds(29) };
        _api.Transport.Respond(200, "{}", ("X-Limit", "10/0/30"));
        await _api.GetAsync();
        await Assert.ThrowsAsync<RateLimitedException>(() => _api.GetAsync());
        Assert.That(_api.Transport.Sent, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_call_waits_for_the_reset_when_the_budget_is_used_up()
    {
        _api.Transport.Respond(200, "{}", ("X-Limit", "10/0/30")).Respond(200, "{}");
        await _api.GetAsync();
        await _api.GetAsync();
        Assert.That(_api.Clock.Delays, Is.EqualTo(new[] { TimeSpan.FromSeconds(30) }));
        Assert.That(_api.Transport.Sent, Has.Count.EqualTo(2));
    }

    [TestCase(false)]
    [TestCase(true)]
    public async Task A_clock_that_is_set_back_locks_nothing(bool isShared)
    {
        _api.Options.RateLimits.Store = isShared ? new MemoryRateLimitStore(_api.Clock) : null;
        _api.Transport.Respond(200, "{}", ("X-Limit", "10/0/30")).Respond(200, "{}");
        await _api.GetAsync();
        _api.Clock.AdjustTime(_api.Clock.GetUtcNow().AddHours(-6));
        await _api.GetAsync();
        Assert.That(_api.Clock.Delays, Is.EqualTo(new[] { TimeSpan.FromSeconds(30) }));
    }

    [Test]
    public async Task A_wait_beyond_MaxWait_fails_at_once_and_sends_nothing()
    {
        _api.Transport.Respond(200, "{}", ("X-Limit", "10/0/71"));
        await _api.GetAsync();
        var fault = (await Assert.ThrowsAsync<RateLimitedException>(() => _api.GetAsync()))!;
        Assert.That(fault.RetryAfter, Is.EqualTo(TimeSpan.FromSeconds(71)));
        Assert.That(fault.StatusCode, Is.Null, "no response came");
        Assert.That(fault.Message, Does.Contain("the rate limit's budget is used up"));
        Assert.That(_api.Transport.Sent, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_wait_of_exactly_MaxWait_is_made()
    {
        _api.Transport.Respond(200, "{}", ("X-Limit", "10/0/70")).Respond(200, "{}");
        await _api.GetAsync();
        await _api.GetAsync();
        Assert.That(_api.Clock.Delays, Is.EqualTo(new[] { TimeSpan.FromSeconds(70) }));
    }

    [Test]
    public async Task A_wait_that_the_call_has_no_time_for_fails_at_once()
    {
        _api.Options.Retry = new RetryOptions { MaxTotalTime = TimeSpan.FromSeconds(29) };
        _api.Transport.Respond(200, "{}", ("X-Limit", "10/0/30"));
        await _api.GetAsync();
        Assert.That((await Assert.ThrowsAsync<RateLimitedException>(() => _api.GetAsync()))!.RetryAfter, Is.EqualTo(TimeSpan.FromSeconds(30)));
        Assert.That(_api.Clock.Delays, Is.Empty);
    }

    [Test]
    public async Task An_error_that_is_no_refusal_holds_nobody_back()
    {
        _api.Options.Retry = new RetryOptions { MaxRetries = 0 };
        _api.Transport.Respond(503, "", ("Retry-After", "60")).Respond(200, "{}");
        await Assert.ThrowsAsync<ServerException>(() => _api.GetAsync());
        await _api.GetAsync();
        Assert.That(_api.Clock.Delays, Is.Empty);
    }

    [Test]
    public async Task Calls_that_get_a_token_are_not_counted()
    {
        _api.Transport.Respond(200, "{}", ("X-Limit", "10/0/71")).Respond(200, "{}", ("X-Limit", "5/5/60"));
        await _api.GetAsync();
        await _api.Client.SendAsync(new ApiRequest("POST", "/token").ForToken(_ => { }), null, default);
        Assert.That(_api.Transport.Sent, Has.Count.EqualTo(2));
        Assert.That(_api.Client.RateLimits.Snapshot()["account"].Limit, Is.EqualTo(10));
    }

    [Test]
    public async Task A_limit_of_zero_is_not_told_of()
    {
        _api.Transport.Respond(200, "{}", ("X-Limit", "0/0/60"));
        await _api.GetAsync();
        Assert.That(_api.Client.RateLimits.Snapshot(), Is.Empty);
    }

    [Test]
    public async Task Calls_under_way_are_taken_off_what_a_response_leaves()
    {
        var bucket = Bucket();
        var first = bucket.TakeAnyway(s_lease);
        bucket.TakeAnyway(s_lease);
        bucket.TakeAnyway(s_lease);
        await bucket.EndAsync(first, new RateLimit(10, 3, _api.Clock.GetUtcNow().AddSeconds(60)), TimeSpan.Zero, null);
        Assert.That((await bucket.TakeAsync(s_lease, default)).Wait, Is.EqualTo(TimeSpan.Zero), "two are under way, so one is left");
        Assert.That((await bucket.TakeAsync(s_lease, default)).Wait, Is.EqualTo(TimeSpan.FromSeconds(60)));
    }

    [Test]
    public async Task A_call_that_waits_is_not_under_way()
    {
        var bucket = Bucket();
        var first = (await bucket.TakeAsync(s_lease, default)).Ticket!.Value;
        await bucket.EndAsync(first, new RateLimit(10, 0, _api.Clock.GetUtcNow().AddSeconds(60)), TimeSpan.Zero, null);
        Assert.That((await bucket.TakeAsync(s_lease, default)).Wait, Is.EqualTo(TimeSpan.FromSeconds(60)));
        _api.Clock.Advance(TimeSpan.FromSeconds(60));
        for (var sent = 0; sent < 10; sent++)
        {
            Assert.That((await bucket.TakeAsync(s_lease, default)).Wait, Is.EqualTo(TimeSpan.Zero), $"call {sent}");
        }

        Assert.That((await bucket.TakeAsync(s_lease, default)).Wait, Is.EqualTo(TimeSpan.FromSeconds(60)));
    }

    [Test]
    public async Task A_refused_call_feeds_the_budget_of_all_others()
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

    private RateLimitBucket Bucket() => new("key", new RateLimitOptions(), TimeSpan.FromHours(1), null, _api.Clock);

    [Test]
    public async Task Window_ends_when_it_was_reported_to_end_however_long_the_report_waited_to_be_noted()
    {
        var clock = new InterruptedClock();
        var bucket = new RateLimitBucket("key", new RateLimitOptions(), TimeSpan.FromHours(1), null, clock);
        var ticket = (await bucket.TakeAsync(TimeSpan.FromMinutes(5), default)).Ticket!.Value;
        var rateLimit = new RateLimit(10, 0, clock.GetUtcNow().AddSeconds(60));

        clock.JumpAfterNextRead(TimeSpan.FromSeconds(30));
        await bucket.EndAsync(ticket, rateLimit, TimeSpan.Zero, null);

        Assert.That((await bucket.TakeAsync(TimeSpan.FromMinutes(5), default)).Wait, Is.EqualTo(TimeSpan.FromSeconds(30)));
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
        _api.Transport.Fallback = server.AnswerAsync;
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

    /// <summary>A clock of a thread that is interrupted right after it looked at it.</summary>
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
