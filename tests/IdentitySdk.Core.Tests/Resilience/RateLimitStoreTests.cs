using IdentitySdk.Core;

namespace IdentitySdk.Tests;

/// <summary>Budgets that processes share through a store.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class RateLimitStoreTests : IDisposable
{
    private readonly TestApi _api = new();

    public void Dispose() => _api.Dispose();

    private static IEnumerable<TestCaseData> Broken()
    {
        yield return Case("throws", () => throw new InvalidOperationException("redis is down"));
        yield return Case("throws later", async () =>
        {
            await Task.Yield();
            throw new TimeoutException();
        });
        yield return Case("gives up", () => throw new OperationCanceledException());
        yield return Case("hangs", () => new ValueTask<RateLimitGrant>(new TaskCompletionSource<RateLimitGrant>().Task));
        yield return Case("hangs before its first await", () =>
        {
            new ManualResetEventSlim().Wait(TimeSpan.FromSeconds(5));
            return default;
        });
        yield return Case("answers nothing", () => default);
        yield return Case("says a year", () => new(RateLimitGrant.Denied(TimeSpan.FromDays(365))));
        yield return Case("says for ever", () => new(RateLimitGrant.Denied(TimeSpan.MaxValue)));
        yield return Case("says less than nothing", () => new(RateLimitGrant.Denied(TimeSpan.MinValue)));
        yield return Case("says no again and again", () => new(RateLimitGrant.Denied(TimeSpan.FromSeconds(1))));

        static TestCaseData Case(string name, Func<ValueTask<RateLimitGrant>> answer) => new TestCaseData(answer).SetArgDisplayNames(name);
    }

    [Test]
    public async Task Clients_that_share_a_store_share_the_budget()
    {
        using var other = new TestApi();
        var store = new WatchedStore(_api.Clock);
        _api.Options.RateLimits.Store = other.Options.RateLimits.Store = store;
        _api.Transport.Respond(200, "{}", ("X-Limit", "10/0/71"));
        await _api.GetAsync();

        await Assert.ThrowsAsync<RateLimitedException>(() => other.GetAsync());
        Assert.That(other.Transport.Sent, Is.Empty);
        Assert.That(store.Keys, Is.EqualTo(new[] { "identitysdk:Test:vendor.example:account" }));
    }

    [Test]
    public async Task Accounts_that_share_a_host_do_not_share_a_budget()
    {
        using var other = new TestApi { Clock = _api.Clock };
        using var same = new TestApi { Clock = _api.Clock };
        var store = new ScriptedRateLimitStore(new MemoryRateLimitStore(_api.Clock));
        foreach (var (api, account) in new[] { (_api, "one"), (other, "two"), (same, "one") })
        {
            (api.Vendor.HasHostForEachAccount, api.Options.RateLimits.Store, api.Options.Credential) = (false, store, new TestCredential(account));
        }

        _api.Transport.Respond(200, "{}", ("X-Limit", "10/0/71"));
        other.Transport.Respond(200, "{}");
        await _api.GetAsync();
        await other.GetAsync();
        await Assert.ThrowsAsync<RateLimitedException>(() => same.GetAsync());
        Assert.That(store.Keys, Is.EqualTo(new[]
        {
            "identitysdk:Test:vendor.example:one:account", "identitysdk:Test:vendor.example:two:account", "identitysdk:Test:vendor.example:one:account",
        }));
    }

    [Test]
    public async Task A_client_that_gets_the_credential_of_another_account_has_its_budgets_from_then_on()
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
    public async Task A_store_that_refuses_fails_each_call_at_once_and_for_as_long_as_it_does()
    {
        _api.Options.RateLimits.Store = new RefusingStore();
        for (var call = 0; call < 3; call++)
        {
            var refused = await Assert.ThrowsAsync<RateLimitedException>(() => _api.GetAsync());
            Assert.That((refused!.RetryAfter, refused.StatusCode), Is.EqualTo(((TimeSpan?)TimeSpan.FromSeconds(7), (int?)null)));
            _api.Clock.Advance(TimeSpan.FromMinutes(5));
        }

        Assert.That((_api.Transport.Sent.Count, _api.Clock.Delays.Count), Is.EqualTo((0, 0)));
    }

    [Test]
    public async Task Clients_that_share_a_store_of_this_process_share_the_budget_too()
    {
        using var other = new TestApi();
        _api.Options.RateLimits.Store = other.Options.RateLimits.Store = new MemoryRateLimitStore(_api.Clock);
        _api.Transport.Respond(200, "{}", ("X-Limit", "10/0/71"));
        await _api.GetAsync();

        await Assert.ThrowsAsync<RateLimitedException>(() => other.GetAsync());
        Assert.That(other.Transport.Sent, Is.Empty);
    }

    [Test]
    public async Task At_a_store_an_answered_call_is_no_longer_in_flight()
    {
        _api.Options.RateLimits.Store = new WatchedStore(_api.Clock);
        for (var left = 9; left >= 0; left--)
        {
            _api.Transport.Respond(200, "{}", ("X-Limit", $"10/{left}/20"));
            await _api.GetAsync();
        }

        Assert.That(_api.Clock.Delays, Is.Empty);
    }

    [Test]
    public async Task At_a_store_a_call_that_waits_is_not_yet_in_flight()
    {
        _api.Options.RateLimits.Store = new WatchedStore(_api.Clock);
        _api.Transport.Respond(200, "{}", ("X-Limit", "1/0/20")).Respond(200, "{}");
        await _api.GetAsync();
        await _api.GetAsync();
        Assert.That(_api.Clock.Delays, Is.EqualTo(new[] { TimeSpan.FromSeconds(20) }));
    }

    [Test]
    public async Task A_call_that_is_never_sent_is_given_back()
    {
        var store = new WatchedStore(_api.Clock);
        _api.Options.RateLimits.Store = store;
        _api.Options.Credential = new FailingCredential();
        await Assert.ThrowsAsync<CredentialException>(() => _api.GetAsync());
        Assert.That(store.Calls, Is.EqualTo(new[] { "take 1", "give back 1" }));
    }

    [Test]
    public async Task Several_waits_of_one_call_together_stay_within_MaxWait_where_the_client_knows_the_budget_too()
    {
        _api.Options.RateLimits.Store = new Store(() => new(RateLimitGrant.Denied(TimeSpan.FromSeconds(30))));
        _api.Transport.Respond(200, "{}", ("X-Limit", "10/0/3000"));
        _api.Options.RateLimits.MaxWait = TimeSpan.FromSeconds(70);
        var bucket = _api.Client.RateLimits.Bucket("account");
        var ticket = bucket.TakeAnyway(TimeSpan.FromMinutes(2));
        await bucket.EndAsync(ticket, new RateLimit(10, 0, _api.Clock.GetUtcNow().AddSeconds(3000)), TimeSpan.Zero, null);

        Assert.That((await Assert.ThrowsAsync<RateLimitedException>(() => _api.GetAsync()))!.RetryAfter, Is.EqualTo(TimeSpan.FromSeconds(30)));
        Assert.That(_api.Clock.Delays, Is.EqualTo(new[] { TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(30) }));
        Assert.That(_api.Transport.Sent, Is.Empty);
    }

    [TestCaseSource(nameof(Broken))]
    public async Task Whatever_a_store_does_the_call_has_its_own_result_and_there_is_one_log_event(Func<ValueTask<RateLimitGrant>> answer)
    {
        var started = _api.Clock.GetUtcNow();
        using var pump = new ClockPump(_api.Clock);
        _api.Options.RateLimits.Store = new Store(answer);
        _api.Vendor.Window = TimeSpan.FromMinutes(1);
        _api.Options.AttemptTimeout = Timeout.InfiniteTimeSpan;
        _api.Options.Retry.MaxTotalTime = TimeSpan.FromDays(3650);
        _api.Transport.Respond(200, "1").Respond(200, "2").Respond(200, "3");
        for (var call = 1; call <= 3; call++)
        {
            Assert.That((int)await _api.SendAsync("POST"), Is.EqualTo(call));
        }

        Assert.That(_api.Transport.Sent, Has.Count.EqualTo(3));
        Assert.That(
            _api.Log.Events.Count(each => each.Id.Name == "RateLimitStoreFailed"), Is.InRange(1, 1 + (int)(_api.Clock.GetUtcNow() - started).TotalMinutes), "one a minute");
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task A_report_that_fails_costs_no_result(bool hangs)
    {
        using var pump = new ClockPump(_api.Clock);
        _api.Options.AttemptTimeout = Timeout.InfiniteTimeSpan;
        _api.Options.RateLimits.Store = new Store(
            () => new(RateLimitGrant.Granted(1, true)),
            () => hangs ? new ValueTask(new TaskCompletionSource().Task) : throw new IOException());
        _api.Transport.Respond(200, "1");
        Assert.That((int)await _api.SendAsync("POST"), Is.EqualTo(1));
        Assert.That(_api.Log.Events.Count(each => each.Id.Name == "RateLimitStoreFailed"), Is.EqualTo(1));
    }

    [Test]
    public async Task A_store_that_hangs_does_not_outlive_a_cancellation()
    {
        var asked = new TaskCompletionSource();
        _api.Clock.IsAutomatic = false;
        _api.Options.RateLimits.Store = new Store(() =>
        {
            asked.TrySetResult();
            return new ValueTask<RateLimitGrant>(new TaskCompletionSource<RateLimitGrant>().Task);
        });
        using var cancellation = new CancellationTokenSource();
        var call = _api.GetAsync(cancellationToken: cancellation.Token);
        await asked.Task;
        await cancellation.CancelAsync();
        await Assert.CatchAsync<OperationCanceledException>(() => call.WaitAsync(TimeSpan.FromSeconds(20)));
        Assert.That(_api.Transport.Sent, Is.Empty);
        Assert.That(_api.Log.Events.Select(each => each.Id.Name), Has.None.EqualTo("RateLimitStoreFailed"));
    }

    [TestCase(0.2, 0.25)]
    [TestCase(1.0, 10.0)]
    public async Task A_store_that_hangs_takes_half_of_a_short_call_s_time_and_not_the_call(double total, double timeout)
    {
        _api.Clock.IsAutomatic = false;
        _api.Options.RateLimits.StoreTimeout = TimeSpan.FromSeconds(timeout);
        _api.Options.RateLimits.Store = new Store(() => new(new TaskCompletionSource<RateLimitGrant>().Task));
        _api.Transport.Respond(200, "1");
        var call = _api.SendAsync("POST", options: Short(total));
        await _api.Clock.WaitForDelaysAsync();
        Assert.That(_api.Clock.Delays, Is.EqualTo(new[] { TimeSpan.FromSeconds(total / 2) }));
        _api.Clock.Advance(TimeSpan.FromSeconds(total / 2));
        Assert.That((int)await call, Is.EqualTo(1));
    }

    [Test]
    public async Task A_store_that_hangs_with_a_report_does_not_keep_a_call_beyond_its_time()
    {
        _api.Clock.IsAutomatic = false;
        _api.Options.RateLimits.StoreTimeout = TimeSpan.FromSeconds(10);
        _api.Options.RateLimits.Store = new Store(() => new(RateLimitGrant.Granted(1, true)), () => new ValueTask(new TaskCompletionSource().Task));
        _api.Transport.Respond(200, "1");
        var call = _api.SendAsync("POST", options: Short(1));
        await TestClock.WaitUntilAsync(() => _api.Transport.Sent.Count == 1 && _api.Clock.ActiveDelays == 1, "the report");
        _api.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.That((int)await call, Is.EqualTo(1));
        Assert.That(_api.Log.Events.Select(each => each.Id.Name), Has.None.EqualTo("RateLimitStoreFailed"), "it still has nine seconds");
    }

    [Test]
    public async Task What_a_store_grants_too_late_for_a_short_call_is_given_back()
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

    [Test]
    public async Task A_store_that_failed_is_left_alone_for_five_seconds_and_the_client_goes_by_its_own_budget()
    {
        var asked = 0;
        _api.Options.RateLimits.Store = new Store(() =>
        {
            asked++;
            throw new IOException();
        });
        _api.Transport.Respond(200, "{}", ("X-Limit", "10/0/2")).Respond(200, "{}", ("X-Limit", "10/0/3")).Respond(200, "{}");
        await _api.GetAsync();
        await _api.GetAsync();
        Assert.That((asked, _api.Clock.Delays), Is.EqualTo((1, new[] { TimeSpan.FromSeconds(2) })));
        await _api.GetAsync();
        Assert.That(asked, Is.EqualTo(2), "by now five seconds have passed");
    }

    [Test]
    public async Task A_store_that_grants_nothing_for_longer_than_a_window_is_done_without_once_the_vendor_has_served_a_call()
    {
        _api.Vendor.Window = TimeSpan.FromMinutes(1);
        var store = new Store(() => new(RateLimitGrant.Denied(TimeSpan.FromSeconds(60))));
        _api.Options.RateLimits = new RateLimitOptions { Store = store, MaxWait = TimeSpan.Zero };
        for (var asked = 0; asked < 3; asked++)
        {
            await Assert.ThrowsAsync<RateLimitedException>(() => _api.GetAsync(), "what it says may be true");
            _api.Clock.Advance(TimeSpan.FromSeconds(30));
        }

        _api.Transport.Respond(200, "{}").Respond(200, "{}");
        await _api.GetAsync();
        await _api.GetAsync();
        Assert.That(
            _api.Log.Events.Single(each => each.Id.Name == "RateLimitStoreFailed").Text, Does.Contain("it grants nothing, though the vendor serves calls"));
    }

    [Test]
    public async Task A_store_that_denies_beyond_MaxWait_fails_the_call_and_is_still_believed()
    {
        _api.Options.RateLimits = new RateLimitOptions
        {
            Store = new Store(() => new(RateLimitGrant.Denied(TimeSpan.FromSeconds(5)))), MaxWait = TimeSpan.FromSeconds(8),
        };
        Assert.That((await Assert.ThrowsAsync<RateLimitedException>(() => _api.GetAsync()))!.RetryAfter, Is.EqualTo(TimeSpan.FromSeconds(5)));
        Assert.That(_api.Clock.Delays, Is.EqualTo(new[] { TimeSpan.FromSeconds(5) }));
        Assert.That((_api.Transport.Sent.Count, _api.Log.Events.Count(each => each.Id.Name == "RateLimitStoreFailed")), Is.EqualTo((0, 0)));
    }

    [TestCase(1)]
    [TestCase(10_000)]
    [TestCase(50_000)]
    public async Task A_store_that_denies_with_tiny_waits_costs_no_more_than_MaxWait_and_one_event(long ticks)
    {
        var asked = 0;
        _api.Options.RateLimits = new RateLimitOptions { MaxWait = TimeSpan.FromSeconds(3) };
        _api.Options.RateLimits.Store = new Store(() =>
        {
            asked++;
            return new(RateLimitGrant.Denied(TimeSpan.FromTicks(ticks)));
        });
        var started = _api.Clock.GetUtcNow();
        await Assert.ThrowsAsync<RateLimitedException>(() => _api.GetAsync());
        Assert.That(_api.Clock.GetUtcNow() - started, Is.InRange(TimeSpan.FromSeconds(2.5), TimeSpan.FromSeconds(3)));
        Assert.That(asked, Is.LessThan(25));
        Assert.That(_api.Log.Events.Count(each => each.Id.Name == "WaitingForRateLimit"), Is.EqualTo(1));
    }

    [Test]
    public async Task A_machine_that_slept_during_a_wait_has_not_waited_longer()
    {
        var asked = 0;
        var store = new Store(() => new(++asked < 3 ? RateLimitGrant.Denied(TimeSpan.FromSeconds(30)) : RateLimitGrant.Granted(1, isLimitKnown: true)));
        _api.Options.RateLimits = new RateLimitOptions { Store = store, MaxWait = TimeSpan.FromSeconds(70) };
        _api.Clock.IsAutomatic = false;
        _api.Transport.Respond(200, "{}");
        var call = _api.GetAsync();
        await WaitsAsync(times: 1);
        _api.Clock.Advance(TimeSpan.FromMinutes(2));
        await WaitsAsync(times: 2);
        _api.Clock.Advance(TimeSpan.FromSeconds(30));

        await call;
        Assert.That(asked, Is.EqualTo(3));

        Task WaitsAsync(int times) => TestClock.WaitUntilAsync(
            () => _api.Clock.Delays.Count(delay => delay == TimeSpan.FromSeconds(30)) == times, "the store's denial");
    }

    [Test]
    public async Task Time_that_a_store_takes_to_answer_counts_against_MaxWait()
    {
        _api.Options.RateLimits = new RateLimitOptions { MaxWait = TimeSpan.FromSeconds(3), StoreTimeout = TimeSpan.FromMinutes(1) };
        _api.Options.RateLimits.Store = new Store(async () =>
        {
            await _api.Clock.DelayAsync(TimeSpan.FromSeconds(2), CancellationToken.None);
            return RateLimitGrant.Denied(TimeSpan.FromSeconds(1));
        });
        var started = _api.Clock.GetUtcNow();
        await Assert.ThrowsAsync<RateLimitedException>(() => _api.GetAsync());
        Assert.That(_api.Clock.GetUtcNow() - started, Is.EqualTo(TimeSpan.FromSeconds(5)), "it is asked once more after 3 s");
    }

    [Test]
    public async Task A_wait_that_turns_out_much_longer_than_announced_is_announced_again()
    {
        var answers = new Queue<double>([0.5, 1.2, 30]);
        _api.Options.RateLimits.Store = new Store(
            () => new(answers.Count > 0 ? RateLimitGrant.Denied(TimeSpan.FromSeconds(answers.Dequeue())) : RateLimitGrant.Granted(1, true)));
        _api.Transport.Respond(200, "{}");
        await _api.GetAsync();
        Assert.That(
            _api.Log.Events.Where(each => each.Id.Name == "WaitingForRateLimit").Select(each => each.Values["Seconds"]),
            Is.EqualTo(new object[] { 0.5, 30.0 }));
    }

    [Test]
    public void A_key_is_short_whatever_the_host_and_tells_hosts_apart()
    {
        var keys = new List<string>();
        foreach (var last in new[] { "a", "b" })
        {
            var store = new WatchedStore(_api.Clock);
            var limits = new RateLimits(new RateLimitOptions { Store = store }, _api.Vendor, new string('x', 400) + last, _api.Clock, _api.Log);
            Assert.That(limits.Bucket("account").TakeAsync(TimeSpan.FromMinutes(1), default).AsTask().Result.Ticket, Is.Not.Null);
            keys.AddRange(store.Keys);
        }

        Assert.That(keys, Is.Unique);
        Assert.That(keys.Select(key => key.Length), Is.All.LessThan(300));
    }

    private static RequestOptions Short(double seconds) => new()
    {
        Retry = new RetryOptions { MaxRetries = 0, MaxTotalTime = TimeSpan.FromSeconds(seconds) }, AttemptTimeout = Timeout.InfiniteTimeSpan,
    };

    private sealed class FailingCredential() : Credential(TokenAuthenticator.For(_ => throw new InvalidOperationException()));

    private sealed class Store(Func<ValueTask<RateLimitGrant>> take, Func<ValueTask>? end = null) : IRateLimitStore
    {
        public ValueTask<RateLimitGrant> TakeAsync(string key, RateLimitTerms terms, CancellationToken cancellationToken) => take();

        public ValueTask ReportAsync(string key, long number, RateLimitReport report, CancellationToken cancellationToken) => end?.Invoke() ?? default;

        public ValueTask GiveBackAsync(string key, long number, CancellationToken cancellationToken) => end?.Invoke() ?? default;
    }

    /// <summary>A store as another process would see it: it remembers what it was asked.</summary>
    private sealed class WatchedStore(TimeProvider clock) : IRateLimitStore
    {
        private readonly MemoryRateLimitStore _inner = new(clock);
        private readonly List<string> _calls = [];
        private readonly HashSet<string> _keys = [];

        public IEnumerable<string> Keys => _keys;

        public IReadOnlyList<string> Calls => _calls;

        public async ValueTask<RateLimitGrant> TakeAsync(string key, RateLimitTerms terms, CancellationToken cancellationToken)
        {
            var grant = await _inner.TakeAsync(key, terms, cancellationToken);
            _keys.Add(key);
            _calls.Add($"take {grant.Number}");
            return grant;
        }

        public ValueTask ReportAsync(string key, long number, RateLimitReport report, CancellationToken cancellationToken)
        {
            _calls.Add($"report {number}");
            return _inner.ReportAsync(key, number, report, cancellationToken);
        }

        public ValueTask GiveBackAsync(string key, long number, CancellationToken cancellationToken)
        {
            _calls.Add($"give back {number}");
            return _inner.GiveBackAsync(key, number, cancellationToken);
        }
    }

    private sealed class RefusingStore : IRateLimitStore
    {
        public ValueTask<RateLimitGrant> TakeAsync(string key, RateLimitTerms terms, CancellationToken cancellationToken) =>
            new(RateLimitGrant.Refused(TimeSpan.FromSeconds(7)));

        public ValueTask ReportAsync(string key, long number, RateLimitReport report, CancellationToken cancellationToken) => default;

        public ValueTask GiveBackAsync(string key, long number, CancellationToken cancellationToken) => default;
    }
}
