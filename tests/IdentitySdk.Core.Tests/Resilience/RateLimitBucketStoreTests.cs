using IdentitySdk.Core;

namespace IdentitySdk.Tests;

/// <summary>Buckets with a store: which grants they accept, and when they probe or bypass it.</summary>
public sealed class RateLimitBucketStoreTests : RateLimitBucketFixture
{
    private static readonly RateLimitGrant s_denied = RateLimitGrant.Denied(TimeSpan.FromSeconds(1));
    private static readonly RateLimitGrant s_deniedForAWindow = RateLimitGrant.Denied(MaxWindow);

    [Test]
    public async Task Store_that_knows_the_limit_needs_no_first_call()
    {
        var bucket = Bucket(new ScriptedRateLimitStore(RateLimitGrant.Granted(1, true), RateLimitGrant.Granted(2, true)));
        Assert.That((await TakeAsync(bucket)).Permit?.StoreNumber, Is.EqualTo(1));
        Assert.That((await TakeAsync(bucket)).Permit?.StoreNumber, Is.EqualTo(2));
    }

    [Test]
    public async Task Store_that_does_not_know_the_limit_grants_the_first_call_alone()
    {
        var store = new ScriptedRateLimitStore(RateLimitGrant.Granted(1, false), RateLimitGrant.Granted(2, false));
        var bucket = Bucket(store);
        Assert.That((await TakeAsync(bucket)).Permit?.StoreNumber, Is.EqualTo(1));
        Assert.That((await TakeAsync(bucket)).Reason, Is.EqualTo(RateLimitWaitReason.FirstCall));
        Assert.That(store.Keys, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Store_that_knows_the_limit_does_not_open_a_gate_closed_again()
    {
        var bucket = Bucket(new ScriptedRateLimitStore(RateLimitGrant.Granted(1, true), RateLimitGrant.Granted(2, true), RateLimitGrant.Granted(3, true)));
        var refused = (await TakeAsync(bucket)).Permit!.Value;
        await bucket.EndAsync(refused, null, MaxWindow + MaxWindow);

        Assert.That((await TakeAsync(bucket)).Permit?.StoreNumber, Is.EqualTo(2), "the store decides when to try again");
        Assert.That((await TakeAsync(bucket)).Reason, Is.EqualTo(RateLimitWaitReason.FirstCall), "one call is the probe");
    }

    [Test]
    public async Task Grant_is_given_back_when_another_call_has_become_the_first()
    {
        var (requests, granted) = (0, 0L);
        var responded = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        var store = new ScriptedRateLimitStore(async () =>
        {
            Interlocked.Increment(ref requests);
            await responded.Task;
            return RateLimitGrant.Granted(Interlocked.Increment(ref granted), false);
        });
        var bucket = Bucket(store);
        var calls = Task.WhenAll(TakeAsync(bucket), TakeAsync(bucket));
        await TestClock.WaitUntilAsync(() => Volatile.Read(ref requests) == 2, "both requests");
        responded.SetResult(true);

        var verdicts = await calls;
        var first = verdicts.Single(each => each.Permit is not null).Permit!.Value;
        Assert.That(verdicts.Single(each => each.Permit is null).Reason, Is.EqualTo(RateLimitWaitReason.FirstCall));
        Assert.That(store.GivenBack, Is.EqualTo(new[] { 3 - first.StoreNumber }), "the store granted 1 and 2");
    }

    [Test]
    public async Task Calls_wait_until_the_store_has_the_report_of_the_first_call()
    {
        var reported = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        var bucket = Bucket(new ScriptedRateLimitStore(() => new(RateLimitGrant.Granted(1, false))) { End = () => new(reported.Task) });
        var first = (await TakeAsync(bucket)).Permit!.Value;
        var waiting = await TakeAsync(bucket);
        var ending = EndAsync(bucket, first, Reported(10, 9, 60));
        Assert.That((waiting.Waiter!.Task.IsCompleted, (await TakeAsync(bucket)).Reason), Is.EqualTo((false, RateLimitWaitReason.FirstCall)));

        reported.SetResult(true);
        await ending;
        await waiting.Waiter.Task;
        Assert.That((await TakeAsync(bucket)).Permit?.StoreNumber, Is.EqualTo(1));
    }

    [Test]
    public async Task Outdated_grant_is_given_back_when_the_first_call_has_ended()
    {
        var granted = new TaskCompletionSource<RateLimitGrant>(TaskCreationOptions.RunContinuationsAsynchronously);
        var grants = new Queue<ValueTask<RateLimitGrant>>([new(granted.Task), new(RateLimitGrant.Granted(2, false)), new(RateLimitGrant.Granted(3, true))]);
        var store = new ScriptedRateLimitStore(() => grants.Dequeue());
        var bucket = Bucket(store);
        var late = TakeAsync(bucket);
        await TestClock.WaitUntilAsync(() => grants.Count == 2, "the first request");
        await EndAsync(bucket, (await TakeAsync(bucket)).Permit!.Value, Reported(10, 9, 60));

        granted.SetResult(RateLimitGrant.Granted(1, false));
        Assert.That((await late).Permit?.StoreNumber, Is.EqualTo(3));
        Assert.That(store.GivenBack, Is.EqualTo(new[] { 1L }));
    }

    [Test]
    public async Task Grant_with_a_known_limit_wakes_the_calls_that_wait_for_the_first()
    {
        var granted = new TaskCompletionSource<RateLimitGrant>(TaskCreationOptions.RunContinuationsAsynchronously);
        var grants = new Queue<ValueTask<RateLimitGrant>>([new(granted.Task), new(RateLimitGrant.Granted(1, false))]);
        var bucket = Bucket(new ScriptedRateLimitStore(() => grants.Dequeue()));
        var late = TakeAsync(bucket);
        await TestClock.WaitUntilAsync(() => grants.Count == 1, "the first request");
        await TakeAsync(bucket);
        var waiting = await TakeAsync(bucket);
        Assert.That((waiting.Reason, waiting.Waiter!.Task.IsCompleted), Is.EqualTo((RateLimitWaitReason.FirstCall, false)));

        granted.SetResult(RateLimitGrant.Granted(2, true));
        Assert.That((await late).Permit?.StoreNumber, Is.EqualTo(2));
        Assert.That(waiting.Waiter.Task.IsCompleted, Is.True);
    }

    [Test]
    public async Task Store_that_denies_for_longer_than_a_window_is_probed_with_one_call()
    {
        var bucket = await DeniedForAWindowAsync();
        Assert.That((bucket.IsShared, Log.Events.Count), Is.EqualTo((true, 0)), "a window may last as long");

        Clock.Advance(TimeSpan.FromTicks(1));
        var probe = (await TakeAsync(bucket)).Permit!.Value;
        Assert.That(probe.StoreNumber, Is.Zero);
        Assert.That((await TakeAsync(bucket)).Permit, Is.Null, "one probe is enough");
        Assert.That(bucket.IsShared, Is.True);

        await bucket.EndAsync(probe, Reported(10, 5, 60), null, isServed: true);
        Assert.That(bucket.IsShared, Is.False);
        Assert.That(Log.Events.Single().Text, Does.Contain("it grants no calls, but the vendor serves them"));
        Assert.That((await TakeAsync(bucket)).Permit?.StoreNumber, Is.Zero, "the client uses its own budget");

        Clock.Advance(GuardedRateLimitStore.BypassTime);
        Assert.That((await TakeAsync(bucket)).Permit?.StoreNumber, Is.Zero, "and does so until the next grant");
        Assert.That(bucket.IsShared, Is.False);
    }

    [TestCase(true, 5, Description = "the vendor refused it")]
    [TestCase(false, 0, Description = "no call is left")]
    public async Task Denials_that_the_vendor_confirms_count_for_another_window(bool isRefused, int remaining)
    {
        var bucket = await DeniedForAWindowAsync();
        Clock.Advance(TimeSpan.FromTicks(1));
        var probe = (await TakeAsync(bucket)).Permit!.Value;
        await bucket.EndAsync(probe, Reported(10, remaining, 1), null, isServed: !isRefused);

        Clock.Advance(TimeSpan.FromMinutes(30));
        Assert.That((await TakeAsync(bucket)).Reason, Is.EqualTo(RateLimitWaitReason.Store));
        Assert.That((bucket.IsShared, Log.Events.Count), Is.EqualTo((true, 0)));
    }

    [Test]
    public async Task Denials_that_the_own_budget_confirms_are_not_probed()
    {
        var bucket = await DeniedForAWindowAsync();
        await EndAsync(bucket, bucket.TakeUnchecked(Lease), Reported(10, 0, 60));
        Clock.Advance(TimeSpan.FromTicks(1));
        Assert.That((await TakeAsync(bucket)).Reason, Is.EqualTo(RateLimitWaitReason.Store));
        Assert.That((bucket.IsShared, Log.Events.Count), Is.EqualTo((true, 0)));
    }

    [Test]
    public async Task Grant_between_denials_restarts_the_time_until_a_probe()
    {
        var bucket = Bucket(new ScriptedRateLimitStore(s_deniedForAWindow, RateLimitGrant.Granted(1, true), s_deniedForAWindow));
        Assert.That((await TakeAsync(bucket)).Reason, Is.EqualTo(RateLimitWaitReason.Store));
        Clock.Advance(MaxWindow);
        Assert.That((await TakeAsync(bucket)).Permit?.StoreNumber, Is.EqualTo(1));
        Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.That((await TakeAsync(bucket)).Reason, Is.EqualTo(RateLimitWaitReason.Store));
    }

    [Test]
    public async Task Time_without_requests_does_not_count_as_denied()
    {
        var bucket = Bucket(new ScriptedRateLimitStore(() => new(s_denied)));
        for (var day = 0; day < 30; day++)
        {
            Assert.That((await TakeAsync(bucket)).Reason, Is.EqualTo(RateLimitWaitReason.Store));
            Clock.Advance(TimeSpan.FromDays(1));
        }
    }

    [Test]
    public async Task Request_of_another_call_does_not_shorten_a_counted_wait()
    {
        var grants = new Queue<RateLimitGrant>([s_deniedForAWindow, s_denied, s_denied]);
        var bucket = Bucket(new ScriptedRateLimitStore(() => new(grants.Dequeue())));
        await TakeAsync(bucket);
        Clock.Advance(TimeSpan.FromMinutes(1));
        await TakeAsync(bucket);
        Clock.Advance(MaxWindow - TimeSpan.FromSeconds(59));
        Assert.That((await TakeAsync(bucket)).Permit?.StoreNumber, Is.Zero);
    }

    [Test]
    public async Task Own_store_is_never_probed()
    {
        var store = new MemoryRateLimitStore(Clock);
        var bucket = Bucket(store);
        for (var window = 0; window < 5; window++)
        {
            // Another client is always faster.
            var other = await store.TakeAsync("key", new RateLimitTerms(1, 0, Lease), default);
            await store.ReportAsync("key", other.Number, new RateLimitReport(1, 0, MaxWindow, TimeSpan.Zero, TimeSpan.Zero), default);
            Assert.That((await TakeAsync(bucket)).Reason, Is.EqualTo(RateLimitWaitReason.Store));
            Clock.Advance(MaxWindow);
        }
    }

    [Test]
    public async Task Own_store_may_deny_for_longer_than_a_window()
    {
        var store = new MemoryRateLimitStore(Clock);
        var other = await store.TakeAsync("key", new RateLimitTerms(1, 0, Lease), default);
        await store.ReportAsync("key", other.Number, new RateLimitReport(0, 0, TimeSpan.Zero, TimeSpan.Zero, MaxWindow + MaxWindow), default);

        Assert.That((await TakeAsync(Bucket(store))).Reason, Is.EqualTo(RateLimitWaitReason.Store));
        Assert.That(Log.Events, Is.Empty);
    }

    [Test]
    public async Task Waiting_call_does_not_wait_for_the_report_of_another()
    {
        var number = 0L;
        var hangs = new TaskCompletionSource<bool>();
        var bucket = Bucket(new ScriptedRateLimitStore(() => new(RateLimitGrant.Granted(++number, true))) { End = () => new(hangs.Task) });
        var earlier = (await TakeAsync(bucket)).Permit!.Value;
        var reports = new List<Task> { EndAsync(bucket, earlier, Reported(10, 0, 60)) };
        var later = (await TakeAsync(bucket)).Permit!.Value;
        var waiting = bucket.Take(Lease);
        Assert.That(waiting.Reason, Is.EqualTo(RateLimitWaitReason.Budget));

        reports.Add(EndAsync(bucket, later, Reported(10, 9, 60)));
        Assert.That((waiting.Waiter!.Task.IsCompleted, reports.Any(report => report.IsCompleted)), Is.EqualTo((true, false)));
        hangs.SetResult(true);
        await Task.WhenAll(reports);
    }

    /// <summary>A bucket whose store has denied every call for exactly the longest window.</summary>
    private async Task<RateLimitBucket> DeniedForAWindowAsync()
    {
        var bucket = Bucket(new ScriptedRateLimitStore(() => new(s_deniedForAWindow)));
        Assert.That((await TakeAsync(bucket)).Reason, Is.EqualTo(RateLimitWaitReason.Store));
        Clock.Advance(MaxWindow);
        Assert.That((await TakeAsync(bucket)).Reason, Is.EqualTo(RateLimitWaitReason.Store));
        return bucket;
    }
}
