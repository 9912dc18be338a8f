using IdentitySdk.Core;

namespace IdentitySdk.Tests;

/// <summary>Which calls a bucket wakes, when it sends one call alone, and when it probes or bypasses its store.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class RateLimitBucketTests : IDisposable
{
    private static readonly TimeSpan s_lease = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan s_maxWindow = TimeSpan.FromHours(1);
    private static readonly RateLimitGrant s_denied = RateLimitGrant.Denied(TimeSpan.FromSeconds(1));
    private static readonly RateLimitGrant s_deniedForAWindow = RateLimitGrant.Denied(s_maxWindow);

    private readonly TestClock _clock = new() { IsAutomatic = false };
    private readonly ListLogger _log = new();

    public void Dispose() => _log.Dispose();

    [Test]
    public async Task Limit_reported_by_another_call_ends_the_wait_for_the_first()
    {
        var bucket = Bucket();
        Assert.That(bucket.Take(s_lease).Permit, Is.Not.Null);
        var other = bucket.TakeUnchecked(s_lease);
        var waiting = bucket.Take(s_lease);
        Assert.That(waiting.Reason, Is.EqualTo(RateLimitWaitReason.FirstCall));

        await EndAsync(bucket, other, Reported(10, 9, 60));
        Assert.That(waiting.Waiter!.Task.IsCompleted, Is.True);
        Assert.That(bucket.Take(s_lease).Permit, Is.Not.Null);
    }

    [TestCase(false)]
    [TestCase(true, Description = "a limit of zero is a concurrency limit")]
    public async Task Response_to_another_call_without_a_limit_keeps_calls_waiting(bool isZero)
    {
        var bucket = Bucket();
        Assert.That(bucket.Take(s_lease).Permit, Is.Not.Null);
        var other = bucket.TakeUnchecked(s_lease);

        await EndAsync(bucket, other, isZero ? Reported(0, 0, 60) : null);
        Assert.That(bucket.Take(s_lease).Reason, Is.EqualTo(RateLimitWaitReason.FirstCall));
    }

    [Test]
    public async Task All_waiting_calls_are_woken_when_the_window_ends_earlier()
    {
        var bucket = await KnownAsync(Reported(10, 0, 60));
        var late = bucket.TakeUnchecked(s_lease);
        var waiting = Wait(bucket, 3);

        // No call is left, but each wait has become shorter.
        await EndAsync(bucket, late, Reported(10, 0, 30));
        Assert.That(waiting.Select(each => each.IsCompleted), Is.All.True);
        Assert.That(bucket.Take(s_lease).Wait, Is.EqualTo(TimeSpan.FromSeconds(30)));
    }

    [TestCase(60, Description = "the same end")]
    [TestCase(90, Description = "a later one")]
    public async Task Only_as_many_calls_are_woken_as_are_left(int seconds)
    {
        var bucket = await KnownAsync(Reported(10, 0, 60));
        var late = bucket.TakeUnchecked(s_lease);
        var waiting = Wait(bucket, 3);

        await EndAsync(bucket, late, Reported(10, 2, seconds));
        Assert.That(waiting.Select(each => each.IsCompleted), Is.EqualTo(new[] { true, true, false }));
    }

    [Test]
    public async Task Call_that_is_given_back_wakes_the_longest_waiting_one()
    {
        var bucket = await KnownAsync(Reported(10, 1, 60));
        var taken = bucket.Take(s_lease).Permit!.Value;
        var waiting = Wait(bucket, 2);

        await bucket.GiveBackAsync(taken);
        Assert.That(waiting.Select(each => each.IsCompleted), Is.EqualTo(new[] { true, false }));
    }

    [Test]
    public async Task One_call_probes_after_a_wait_that_no_window_lasts([Values] bool isRefusal, [Values(0, 1)] int ticksTooMany)
    {
        var bucket = Bucket();
        var time = s_maxWindow + TimeSpan.FromTicks(ticksTooMany);
        var permit = bucket.Take(s_lease).Permit!.Value;
        await bucket.EndAsync(permit, isRefusal ? null : new RateLimit(10, 0, _clock.GetUtcNow() + time), isRefusal ? time : null);
        Assert.That(bucket.Take(s_lease).Wait, Is.EqualTo(s_maxWindow), "no response locks the bucket for longer than a window");

        _clock.Advance(s_maxWindow);
        Assert.That(bucket.Take(s_lease).Permit, Is.Not.Null);
        Assert.That(bucket.Take(s_lease).Permit is null, Is.EqualTo(ticksTooMany > 0), "the next call waits for the probe");
    }

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
        await bucket.EndAsync(refused, null, s_maxWindow + s_maxWindow);

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
    public async Task Store_that_denies_for_longer_than_a_window_is_probed_with_one_call()
    {
        var bucket = await DeniedForAWindowAsync();
        Assert.That((bucket.IsShared, _log.Events.Count), Is.EqualTo((true, 0)), "a window may last as long");

        _clock.Advance(TimeSpan.FromTicks(1));
        var probe = (await TakeAsync(bucket)).Permit!.Value;
        Assert.That(probe.StoreNumber, Is.Zero);
        Assert.That((await TakeAsync(bucket)).Permit, Is.Null, "one probe is enough");
        Assert.That(bucket.IsShared, Is.True);

        await bucket.EndAsync(probe, Reported(10, 5, 60), null, isServed: true);
        Assert.That(bucket.IsShared, Is.False);
        Assert.That(_log.Events.Single().Text, Does.Contain("it grants no calls, but the vendor serves them"));
        Assert.That((await TakeAsync(bucket)).Permit?.StoreNumber, Is.Zero, "the client uses its own budget");

        _clock.Advance(GuardedRateLimitStore.BypassTime);
        Assert.That((await TakeAsync(bucket)).Permit?.StoreNumber, Is.Zero, "and continues to until the next grant");
        Assert.That(bucket.IsShared, Is.False);
    }

    [TestCase(true, 5, Description = "the vendor refused it")]
    [TestCase(false, 0, Description = "no call is left")]
    public async Task Denials_that_the_vendor_confirms_count_for_another_window(bool isRefused, int remaining)
    {
        var bucket = await DeniedForAWindowAsync();
        _clock.Advance(TimeSpan.FromTicks(1));
        var probe = (await TakeAsync(bucket)).Permit!.Value;
        await bucket.EndAsync(probe, Reported(10, remaining, 1), null, isServed: !isRefused);

        _clock.Advance(TimeSpan.FromMinutes(30));
        Assert.That((await TakeAsync(bucket)).Reason, Is.EqualTo(RateLimitWaitReason.Store));
        Assert.That((bucket.IsShared, _log.Events.Count), Is.EqualTo((true, 0)));
    }

    [Test]
    public async Task Denials_that_the_own_budget_confirms_are_not_probed()
    {
        var bucket = await DeniedForAWindowAsync();
        await EndAsync(bucket, bucket.TakeUnchecked(s_lease), Reported(10, 0, 60));
        _clock.Advance(TimeSpan.FromTicks(1));
        Assert.That((await TakeAsync(bucket)).Reason, Is.EqualTo(RateLimitWaitReason.Store));
        Assert.That((bucket.IsShared, _log.Events.Count), Is.EqualTo((true, 0)));
    }

    [Test]
    public async Task Grant_between_denials_restarts_the_time_until_a_probe()
    {
        var bucket = Bucket(new ScriptedRateLimitStore(s_deniedForAWindow, RateLimitGrant.Granted(1, true), s_deniedForAWindow));
        Assert.That((await TakeAsync(bucket)).Reason, Is.EqualTo(RateLimitWaitReason.Store));
        _clock.Advance(s_maxWindow);
        Assert.That((await TakeAsync(bucket)).Permit?.StoreNumber, Is.EqualTo(1));
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.That((await TakeAsync(bucket)).Reason, Is.EqualTo(RateLimitWaitReason.Store));
    }

    [Test]
    public async Task Time_without_requests_does_not_count_as_denied()
    {
        var bucket = Bucket(new ScriptedRateLimitStore(() => new(s_denied)));
        for (var day = 0; day < 30; day++)
        {
            Assert.That((await TakeAsync(bucket)).Reason, Is.EqualTo(RateLimitWaitReason.Store));
            _clock.Advance(TimeSpan.FromDays(1));
        }
    }

    [Test]
    public async Task Request_of_another_call_does_not_shorten_a_counted_wait()
    {
        var grants = new Queue<RateLimitGrant>([s_deniedForAWindow, s_denied, s_denied]);
        var bucket = Bucket(new ScriptedRateLimitStore(() => new(grants.Dequeue())));
        await TakeAsync(bucket);
        _clock.Advance(TimeSpan.FromMinutes(1));
        await TakeAsync(bucket);
        _clock.Advance(s_maxWindow - TimeSpan.FromSeconds(59));
        Assert.That((await TakeAsync(bucket)).Permit?.StoreNumber, Is.Zero);
    }

    [Test]
    public async Task Own_store_is_never_probed()
    {
        var store = new MemoryRateLimitStore(_clock);
        var bucket = Bucket(store);
        for (var window = 0; window < 5; window++)
        {
            // Another client is always faster.
            var other = await store.TakeAsync("key", new RateLimitTerms(1, 0, s_lease), default);
            await store.ReportAsync("key", other.Number, new RateLimitReport(1, 0, s_maxWindow, TimeSpan.Zero, TimeSpan.Zero), default);
            Assert.That((await TakeAsync(bucket)).Reason, Is.EqualTo(RateLimitWaitReason.Store));
            _clock.Advance(s_maxWindow);
        }
    }

    /// <summary>A bucket whose store has denied every call for exactly the longest window.</summary>
    private async Task<RateLimitBucket> DeniedForAWindowAsync()
    {
        var bucket = Bucket(new ScriptedRateLimitStore(() => new(s_deniedForAWindow)));
        Assert.That((await TakeAsync(bucket)).Reason, Is.EqualTo(RateLimitWaitReason.Store));
        _clock.Advance(s_maxWindow);
        Assert.That((await TakeAsync(bucket)).Reason, Is.EqualTo(RateLimitWaitReason.Store));
        return bucket;
    }

    private RateLimitBucket Bucket(IRateLimitStore? store = null)
    {
        var guarded = store is null ? null : new GuardedRateLimitStore(store, "Test", TimeSpan.FromMinutes(1), s_maxWindow, _clock, _log);
        return new RateLimitBucket("key", new RateLimitOptions(), TimeSpan.Zero, s_maxWindow, guarded, _clock);
    }

    /// <summary>A bucket whose only call so far has a response.</summary>
    private async Task<RateLimitBucket> KnownAsync(RateLimit reported)
    {
        var bucket = Bucket();
        await EndAsync(bucket, bucket.Take(s_lease).Permit!.Value, reported);
        return bucket;
    }

    private RateLimit Reported(int limit, int remaining, int seconds) => new(limit, remaining, _clock.GetUtcNow().AddSeconds(seconds));

    private static Task<RateLimitDecision> TakeAsync(RateLimitBucket bucket) => bucket.TakeAsync(s_lease, CancellationToken.None).AsTask();

    private static Task EndAsync(RateLimitBucket bucket, RateLimitPermit permit, RateLimit? reported) =>
        bucket.EndAsync(permit, reported, null).AsTask();

    /// <summary>The waits of calls for which no call is left.</summary>
    private static List<Task> Wait(RateLimitBucket bucket, int calls) => [.. Enumerable.Range(0, calls).Select(_ => bucket.Take(s_lease).Waiter!.Task)];
}
