using IdentitySdk.Core;

namespace IdentitySdk.Tests;

/// <summary>Stores that throw, hang, return late or deny: each call has its own result, in bounded time.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class RateLimitStoreFailureTests : IDisposable
{
    private static readonly TimeSpan s_tick = TimeSpan.FromTicks(1);

    private readonly TestApi _api = new();

    private List<string> Failures => [.. _api.Log.Events.Where(each => each.Id.Name == "RateLimitStoreFailed").Select(each => each.Text)];

    public void Dispose() => _api.Dispose();

    private static IEnumerable<TestCaseData> Broken()
    {
        yield return Case("throws", () => throw new InvalidOperationException("redis is down"));
        yield return Case("throws later", async () =>
        {
            await Task.Yield();
            throw new TimeoutException();
        });
        yield return Case("is cancelled", () => throw new OperationCanceledException());
        yield return Case("hangs", () => new ValueTask<RateLimitGrant>(new TaskCompletionSource<RateLimitGrant>().Task));
        yield return Case("hangs before its first await", () =>
        {
            new ManualResetEventSlim().Wait(TimeSpan.FromSeconds(5));
            return default;
        });
        yield return Case("returns the default", () => default);
        yield return Case("denies for a year", () => new(RateLimitGrant.Denied(TimeSpan.FromDays(365))));
        yield return Case("denies for the longest time span", () => new(RateLimitGrant.Denied(TimeSpan.MaxValue)));
        yield return Case("denies for a negative time", () => new(RateLimitGrant.Denied(TimeSpan.MinValue)));
        yield return Case("denies again and again", () => new(RateLimitGrant.Denied(TimeSpan.FromSeconds(1))));

        static TestCaseData Case(string name, Func<ValueTask<RateLimitGrant>> take) => new TestCaseData(take).SetArgDisplayNames(name);
    }

    [TestCaseSource(nameof(Broken))]
    public async Task Call_under_a_broken_store_has_its_own_result_and_one_log_event(Func<ValueTask<RateLimitGrant>> take)
    {
        var started = _api.Clock.GetUtcNow();
        using var pump = new ClockPump(_api.Clock);
        _api.Options.RateLimits.Store = new ScriptedRateLimitStore(take);
        _api.Vendor.Window = TimeSpan.FromMinutes(1);
        _api.Options.AttemptTimeout = Timeout.InfiniteTimeSpan;
        _api.Options.Retry.MaxTotalTime = TimeSpan.FromDays(3650);
        _api.Transport.Respond(200, "1").Respond(200, "2").Respond(200, "3");
        for (var call = 1; call <= 3; call++)
        {
            Assert.That((int)await _api.SendAsync("POST"), Is.EqualTo(call));
        }

        Assert.That(_api.Transport.Sent, Has.Count.EqualTo(3));
        Assert.That(Failures, Has.Count.InRange(1, 1 + (int)(_api.Clock.GetUtcNow() - started).TotalMinutes), "one per minute");
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task Report_that_fails_does_not_fail_the_call(bool hangs)
    {
        using var pump = new ClockPump(_api.Clock);
        _api.Options.AttemptTimeout = Timeout.InfiniteTimeSpan;
        _api.Options.RateLimits.Store = new ScriptedRateLimitStore(() => new(RateLimitGrant.Granted(1, true)))
        {
            End = () => hangs ? new ValueTask(new TaskCompletionSource().Task) : throw new IOException(),
        };
        _api.Transport.Respond(200, "1");
        Assert.That((int)await _api.SendAsync("POST"), Is.EqualTo(1));
        Assert.That(Failures, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Cancellation_ends_the_wait_for_a_store_that_hangs()
    {
        var requested = new TaskCompletionSource();
        _api.Clock.IsAutomatic = false;
        _api.Options.RateLimits.Store = new ScriptedRateLimitStore(() =>
        {
            requested.TrySetResult();
            return new ValueTask<RateLimitGrant>(new TaskCompletionSource<RateLimitGrant>().Task);
        });
        using var cancellation = new CancellationTokenSource();
        var call = _api.GetAsync(cancellationToken: cancellation.Token);
        await requested.Task;
        await cancellation.CancelAsync();
        await Assert.CatchAsync<OperationCanceledException>(() => call.WaitAsync(TimeSpan.FromSeconds(20)));
        Assert.That(_api.Transport.Sent, Is.Empty);
        Assert.That(Failures, Is.Empty);
    }

    [TestCase(0.2, 0.25)]
    [TestCase(1.0, 10.0)]
    public async Task Store_that_hangs_gets_half_of_a_short_calls_time(double total, double timeout)
    {
        _api.Clock.IsAutomatic = false;
        _api.Options.RateLimits.StoreTimeout = TimeSpan.FromSeconds(timeout);
        _api.Options.RateLimits.Store = new ScriptedRateLimitStore(() => new(new TaskCompletionSource<RateLimitGrant>().Task));
        _api.Transport.Respond(200, "1");
        var call = _api.SendAsync("POST", options: Short(total));
        await _api.Clock.WaitForDelaysAsync();
        Assert.That(_api.Clock.Delays, Is.EqualTo(new[] { TimeSpan.FromSeconds(total / 2) }));
        _api.Clock.Advance(TimeSpan.FromSeconds(total / 2));
        Assert.That((int)await call, Is.EqualTo(1));
    }

    [Test]
    public async Task Report_that_hangs_does_not_delay_a_call_beyond_its_total_time()
    {
        _api.Clock.IsAutomatic = false;
        _api.Options.RateLimits.StoreTimeout = TimeSpan.FromSeconds(10);
        _api.Options.RateLimits.Store = new ScriptedRateLimitStore(() => new(RateLimitGrant.Granted(1, true)))
        {
            End = () => new ValueTask(new TaskCompletionSource().Task),
        };
        _api.Transport.Respond(200, "1");
        var call = _api.SendAsync("POST", options: Short(1));
        await TestClock.WaitUntilAsync(() => _api.Transport.Sent.Count == 1 && _api.Clock.ActiveDelays == 1, "the report");
        _api.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.That((int)await call, Is.EqualTo(1));
        Assert.That(Failures, Is.Empty, "the store still has nine seconds");
    }

    [Test]
    public async Task Grant_that_is_too_late_for_a_short_call_is_given_back()
    {
        var granted = new TaskCompletionSource<RateLimitGrant>(TaskCreationOptions.RunContinuationsAsynchronously);
        var store = new ScriptedRateLimitStore(() => new(granted.Task));
        _api.Clock.IsAutomatic = false;
        (_api.Options.RateLimits.Store, _api.Options.RateLimits.StoreTimeout) = (store, TimeSpan.FromSeconds(10));
        _api.Transport.Respond(200, "1");
        var call = _api.SendAsync("POST", options: Short(1));
        await _api.Clock.WaitForDelaysAsync();
        _api.Clock.Advance(TimeSpan.FromSeconds(0.5));
        await call;
        granted.SetResult(RateLimitGrant.Granted(7, true));
        await TestClock.WaitUntilAsync(() => store.GivenBack.Count == 1, "the call to be given back");
        Assert.That((store.GivenBack, store.Reported), Is.EqualTo((new[] { 7L }, Array.Empty<long>())));
    }

    [TestCase(true, 1)]
    [TestCase(true, 60)]
    [TestCase(false, 60)]
    public async Task Grant_for_a_call_that_no_longer_waits_is_given_back(bool isCancelled, double total)
    {
        var (requested, granted) = (new TaskCompletionSource(), new TaskCompletionSource<RateLimitGrant>(TaskCreationOptions.RunContinuationsAsynchronously));
        var store = new ScriptedRateLimitStore(() =>
        {
            requested.TrySetResult();
            return new(granted.Task);
        });
        _api.Clock.IsAutomatic = false;
        (_api.Options.RateLimits.Store, _api.Options.RateLimits.StoreTimeout) = (store, TimeSpan.FromSeconds(10));
        _api.Transport.Respond(200, "1");
        using var cancellation = new CancellationTokenSource();
        var call = _api.SendAsync("POST", options: Short(total), cancellationToken: cancellation.Token);
        await requested.Task;
        if (isCancelled)
        {
            await cancellation.CancelAsync();
            await Assert.CatchAsync<OperationCanceledException>(() => call);
        }
        else
        {
            _api.Clock.Advance(TimeSpan.FromSeconds(10));
            Assert.That((int)await call, Is.EqualTo(1), "the client's own budget decides");
        }

        granted.SetResult(RateLimitGrant.Granted(7, true));
        await TestClock.WaitUntilAsync(() => store.GivenBack.Count == 1, "the call to be given back");
        Assert.That((store.GivenBack, store.Reported), Is.EqualTo((new[] { 7L }, Array.Empty<long>())));
    }

    [Test]
    public async Task Store_that_failed_is_bypassed_for_five_seconds()
    {
        var requests = 0;
        _api.Options.RateLimits.Store = new ScriptedRateLimitStore(() =>
        {
            requests++;
            throw new IOException();
        });
        _api.Transport.Respond(200, "{}", ("X-Limit", "10/0/2")).Respond(200, "{}", ("X-Limit", "10/0/3")).Respond(200, "{}");
        await _api.GetAsync();
        await _api.GetAsync();
        Assert.That((requests, _api.Clock.Delays), Is.EqualTo((1, new[] { TimeSpan.FromSeconds(2) })));
        await _api.GetAsync();
        Assert.That(requests, Is.EqualTo(2), "five seconds have passed");
    }

    [Test]
    public async Task Store_that_denies_for_longer_than_a_window_is_bypassed_after_a_probe()
    {
        _api.Vendor.Window = TimeSpan.FromMinutes(1);
        var store = new ScriptedRateLimitStore(() => new(RateLimitGrant.Denied(TimeSpan.FromSeconds(60))));
        _api.Options.RateLimits = new RateLimitOptions { Store = store, MaxWait = TimeSpan.Zero };
        for (var call = 0; call < 3; call++)
        {
            await Assert.ThrowsAsync<RateLimitedException>(() => _api.GetAsync(), "the denials may be right");
            _api.Clock.Advance(TimeSpan.FromSeconds(30));
        }

        _api.Transport.Respond(200, "{}").Respond(200, "{}");
        await _api.GetAsync();
        await _api.GetAsync();
        Assert.That(Failures.Single(), Does.Contain("it grants no calls, but the vendor serves them"));
    }

    [Test]
    public async Task Denial_beyond_MaxWait_fails_the_call_without_a_bypass()
    {
        _api.Options.RateLimits = new RateLimitOptions
        {
            Store = new ScriptedRateLimitStore(() => new(RateLimitGrant.Denied(TimeSpan.FromSeconds(5)))), MaxWait = TimeSpan.FromSeconds(8),
        };
        Assert.That((await Assert.ThrowsAsync<RateLimitedException>(() => _api.GetAsync()))!.RetryAfter, Is.EqualTo(TimeSpan.FromSeconds(5)));
        Assert.That(_api.Clock.Delays, Is.EqualTo(new[] { TimeSpan.FromSeconds(5) }));
        Assert.That((_api.Transport.Sent.Count, Failures.Count), Is.EqualTo((0, 0)));
    }

    [TestCase(1)]
    [TestCase(10_000)]
    [TestCase(50_000)]
    public async Task Denials_with_tiny_waits_cost_at_most_MaxWait_and_one_event(long ticks)
    {
        var requests = 0;
        _api.Options.RateLimits = new RateLimitOptions { MaxWait = TimeSpan.FromSeconds(3) };
        _api.Options.RateLimits.Store = new ScriptedRateLimitStore(() =>
        {
            requests++;
            return new(RateLimitGrant.Denied(TimeSpan.FromTicks(ticks)));
        });
        var started = _api.Clock.GetUtcNow();
        await Assert.ThrowsAsync<RateLimitedException>(() => _api.GetAsync());
        Assert.That(_api.Clock.GetUtcNow() - started, Is.InRange(TimeSpan.FromSeconds(2.5), TimeSpan.FromSeconds(3)));
        Assert.That(requests, Is.LessThan(25));
        Assert.That(_api.Log.Events.Count(each => each.Id.Name == "WaitingForRateLimit"), Is.EqualTo(1));
    }

    [Test]
    public async Task Shortest_wait_doubles_only_with_denials()
    {
        var grants = new Queue<RateLimitGrant>([RateLimitGrant.Denied(s_tick), RateLimitGrant.Denied(s_tick), RateLimitGrant.Granted(1, true)]);
        _api.Options.RateLimits.Store = new ScriptedRateLimitStore(() => new(grants.Dequeue()));
        _api.Transport.Respond(200, "{}");
        _api.Client.RateLimits.Bucket("account").TakeUnchecked(TimeSpan.FromMinutes(2));

        await _api.GetAsync();
        Assert.That(_api.Clock.Delays.Select(delay => delay.TotalMilliseconds), Is.EqualTo(new[] { 2000.0, 10, 20 }), "the first is the wait for the first call");
    }

    [Test]
    public async Task Waits_of_one_call_together_stay_within_MaxWait()
    {
        _api.Options.RateLimits.Store = new ScriptedRateLimitStore(() => new(RateLimitGrant.Denied(TimeSpan.FromSeconds(30))));
        _api.Transport.Respond(200, "{}", ("X-Limit", "10/0/3000"));
        _api.Options.RateLimits.MaxWait = TimeSpan.FromSeconds(70);
        var bucket = _api.Client.RateLimits.Bucket("account");
        var permit = bucket.TakeUnchecked(TimeSpan.FromMinutes(2));
        await bucket.EndAsync(permit, new RateLimit(10, 0, _api.Clock.GetUtcNow().AddSeconds(3000)), null);

        Assert.That((await Assert.ThrowsAsync<RateLimitedException>(() => _api.GetAsync()))!.RetryAfter, Is.EqualTo(TimeSpan.FromSeconds(30)));
        Assert.That(_api.Clock.Delays, Is.EqualTo(new[] { TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(30) }));
        Assert.That(_api.Transport.Sent, Is.Empty);
    }

    [Test]
    public async Task Sleep_of_the_machine_during_a_wait_does_not_count_as_waiting()
    {
        var requests = 0;
        var store = new ScriptedRateLimitStore(
            () => new(++requests < 3 ? RateLimitGrant.Denied(TimeSpan.FromSeconds(30)) : RateLimitGrant.Granted(1, isLimitKnown: true)));
        _api.Options.RateLimits = new RateLimitOptions { Store = store, MaxWait = TimeSpan.FromSeconds(70) };
        _api.Clock.IsAutomatic = false;
        _api.Transport.Respond(200, "{}");
        var call = _api.GetAsync();
        await WaitsAsync(times: 1);
        _api.Clock.Advance(TimeSpan.FromMinutes(2));
        await WaitsAsync(times: 2);
        _api.Clock.Advance(TimeSpan.FromSeconds(30));

        await call;
        Assert.That(requests, Is.EqualTo(3));

        Task WaitsAsync(int times) => TestClock.WaitUntilAsync(
            () => _api.Clock.Delays.Count(delay => delay == TimeSpan.FromSeconds(30)) == times, "the wait");
    }

    [Test]
    public async Task Response_time_of_the_store_counts_against_MaxWait()
    {
        _api.Options.RateLimits = new RateLimitOptions { MaxWait = TimeSpan.FromSeconds(3), StoreTimeout = TimeSpan.FromMinutes(1) };
        _api.Options.RateLimits.Store = new ScriptedRateLimitStore(async () =>
        {
            await _api.Clock.DelayAsync(TimeSpan.FromSeconds(2), CancellationToken.None);
            return RateLimitGrant.Denied(TimeSpan.FromSeconds(1));
        });
        var started = _api.Clock.GetUtcNow();
        await Assert.ThrowsAsync<RateLimitedException>(() => _api.GetAsync());
        Assert.That(_api.Clock.GetUtcNow() - started, Is.EqualTo(TimeSpan.FromSeconds(5)), "the last request begins after 3 s");
    }

    [Test]
    public async Task Wait_much_longer_than_announced_is_announced_again()
    {
        var waits = new Queue<double>([0.5, 1.2, 30]);
        _api.Options.RateLimits.Store = new ScriptedRateLimitStore(
            () => new(waits.Count > 0 ? RateLimitGrant.Denied(TimeSpan.FromSeconds(waits.Dequeue())) : RateLimitGrant.Granted(1, true)));
        _api.Transport.Respond(200, "{}");
        await _api.GetAsync();
        Assert.That(
            _api.Log.Events.Where(each => each.Id.Name == "WaitingForRateLimit").Select(each => each.Values["Seconds"]),
            Is.EqualTo(new object[] { 0.5, 30.0 }));
    }

    private static RequestOptions Short(double seconds) => new()
    {
        Retry = new RetryOptions { MaxRetries = 0, MaxTotalTime = TimeSpan.FromSeconds(seconds) }, AttemptTimeout = Timeout.InfiniteTimeSpan,
    };
}
