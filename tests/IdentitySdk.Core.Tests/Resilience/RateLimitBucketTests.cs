using IdentitySdk.Core;

namespace IdentitySdk.Tests;

/// <summary>Whom a bucket wakes when a call ends, when it lets one call go ahead alone, and when it does without its store.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class RateLimitBucketTests : IDisposable
{
    private static readonly TimeSpan s_lease = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan s_longest = TimeSpan.FromHours(1);
    private static readonly RateLimitGrant s_denied = RateLimitGrant.Denied(TimeSpan.FromSeconds(1));
    private static readonly RateLimitGrant s_deniedForLong = RateLimitGrant.Denied(s_longest);

    private readonly TestClock _clock = new() { IsAutomatic = false };
    private readonly ListLogger _log = new();

    public void Dispose() => _log.Dispose();

    [Test]
    public async Task A_limit_that_another_call_learns_of_ends_the_wait_for_the_first()
    {
        var bucket = Bucket();
        Assert.That(bucket.Take(s_lease).Ticket, Is.Not.Null);
        var other = bucket.TakeAnyway(s_lease);
        Assert.That(bucket.Take(s_lease).Reason, Is.EqualTo(RateLimitWaitReason.FirstCall));

        await EndAsync(bucket, other, Reported(10, 9, 60));
        Assert.That(bucket.Take(s_lease).Ticket, Is.Not.Null);
    }

    [TestCase(false)]
    [TestCase(true, Description = "a limit of zero is a concurrency limit, and none")]
    public async Task An_answer_to_another_call_that_names_no_limit_leaves_the_first_one_alone(bool isZero)
    {
        var bucket = Bucket();
        Assert.That(bucket.Take(s_lease).Ticket, Is.Not.Null);
        var other = bucket.TakeAnyway(s_lease);

        await EndAsync(bucket, other, isZero ? Reported(0, 0, 60) : null);
        Assert.That(bucket.Take(s_lease).Reason, Is.EqualTo(RateLimitWaitReason.FirstCall));
    }

    [Test]
    public async Task All_who_wait_ask_again_when_the_window_turns_out_to_end_earlier()
    {
        var bucket = await ToldAsync(Reported(10, 0, 60));
        var late = bucket.TakeAnyway(s_lease);
        var waiting = Wait(bucket, 3);

        // Nothing is left, so that nobody is woken for that: each has a shorter wait to learn of.
        await EndAsync(bucket, late, Reported(10, 0, 30));
        Assert.That(waiting.Select(each => each.IsCompleted), Is.All.True);
        Assert.That(bucket.Take(s_lease).Wait, Is.EqualTo(TimeSpan.FromSeconds(30)));
    }

    [TestCase(60, Description = "the same end")]
    [TestCase(90, Description = "a later one")]
    public async Task Only_as_many_as_there_are_calls_left_ask_again_when_the_window_does_not_end_earlier(int seconds)
    {
        var bucket = await ToldAsync(Reported(10, 0, 60));
        var late = bucket.TakeAnyway(s_lease);
        var waiting = Wait(bucket, 3);

        await EndAsync(bucket, late, Reported(10, 2, seconds));
        Assert.That(waiting.Select(each => each.IsCompleted), Is.EqualTo(new[] { true, true, false }));
    }

    [Test]
    public async Task A_call_that_is_given_back_wakes_the_one_that_waits_longest()
    {
        var bucket = await ToldAsync(Reported(10, 1, 60));
        var taken = bucket.Take(s_lease).Ticket!.Value;
        var waiting = Wait(bucket, 2);

        await bucket.GiveBackAsync(taken);
        Assert.That(waiting.Select(each => each.IsCompleted), Is.EqualTo(new[] { true, false }));
    }

    [Test]
    public async Task One_call_alone_tries_again_only_after_what_no_window_lasts_for([Values] bool isRefusal, [Values(0, 1)] int ticksTooMany)
    {
        var bucket = Bucket();
        var time = s_longest + TimeSpan.FromTicks(ticksTooMany);
        var ticket = bucket.Take(s_lease).Ticket!.Value;
        await bucket.EndAsync(ticket, isRefusal ? null : new RateLimit(10, 0, _clock.GetUtcNow() + time), TimeSpan.Zero, isRefusal ? time : null);
        Assert.That(bucket.Take(s_lease).Wait, Is.EqualTo(s_longest), "whatever was said, it locks for no longer than a window");

        _clock.Advance(s_longest);
        Assert.That(bucket.Take(s_lease).Ticket, Is.Not.Null);
        Assert.That(bucket.Take(s_lease).Ticket is null, Is.EqualTo(ticksTooMany > 0), "the next call waits for the one that tries");
    }

    [Test]
    public async Task A_store_that_knows_the_limit_lets_the_first_calls_go_together()
    {
        var bucket = Bucket(new ScriptedRateLimitStore(RateLimitGrant.Granted(1, true), RateLimitGrant.Granted(2, true)));
        Assert.That((await TakeAsync(bucket)).Ticket?.Shared, Is.EqualTo(1));
        Assert.That((await TakeAsync(bucket)).Ticket?.Shared, Is.EqualTo(2));
    }

    [Test]
    public async Task A_store_that_does_not_know_the_limit_is_asked_for_the_first_call_alone()
    {
        var store = new ScriptedRateLimitStore(RateLimitGrant.Granted(1, false), RateLimitGrant.Granted(2, false));
        var bucket = Bucket(store);
        Assert.That((await TakeAsync(bucket)).Ticket?.Shared, Is.EqualTo(1));
        Assert.That((await TakeAsync(bucket)).Reason, Is.EqualTo(RateLimitWaitReason.FirstCall));
        Assert.That(store.Keys, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_store_that_knows_the_limit_does_not_end_a_doubt_that_this_client_has()
    {
        var bucket = Bucket(new ScriptedRateLimitStore(RateLimitGrant.Granted(1, true), RateLimitGrant.Granted(2, true), RateLimitGrant.Granted(3, true)));
        var refused = (await TakeAsync(bucket)).Ticket!.Value;
        await bucket.EndAsync(refused, null, TimeSpan.Zero, s_longest + s_longest);

        Assert.That((await TakeAsync(bucket)).Ticket?.Shared, Is.EqualTo(2), "the store says when to try again");
        Assert.That((await TakeAsync(bucket)).Reason, Is.EqualTo(RateLimitWaitReason.FirstCall), "one call tries");
    }

    [Test]
    public async Task A_call_that_the_store_grants_while_another_has_become_the_first_is_given_back_and_waits()
    {
        var (asked, given) = (0, 0L);
        var answered = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        var store = new ScriptedRateLimitStore(async () =>
        {
            Interlocked.Increment(ref asked);
            await answered.Task;
            return RateLimitGrant.Granted(Interlocked.Increment(ref given), false);
        });
        var bucket = Bucket(store);
        var calls = Task.WhenAll(TakeAsync(bucket), TakeAsync(bucket));
        await TestClock.WaitUntilAsync(() => Volatile.Read(ref asked) == 2, "both to ask");
        answered.SetResult(true);

        var verdicts = await calls;
        var first = verdicts.Single(each => each.Ticket is not null).Ticket!.Value;
        Assert.That(verdicts.Single(each => each.Ticket is null).Reason, Is.EqualTo(RateLimitWaitReason.FirstCall));
        Assert.That(store.GivenBack, Is.EqualTo(new[] { 3 - first.Shared }), "the store granted 1 and 2");
    }

    [Test]
    public async Task Who_waits_for_the_first_call_goes_on_only_when_the_store_knows_what_it_reported()
    {
        var reported = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        var bucket = Bucket(new SlowReports(reported.Task));
        var first = (await TakeAsync(bucket)).Ticket!.Value;
        var waiting = await TakeAsync(bucket);
        var ending = EndAsync(bucket, first, Reported(10, 9, 60));
        Assert.That((waiting.Signal!.IsCompleted, (await TakeAsync(bucket)).Reason), Is.EqualTo((false, RateLimitWaitReason.FirstCall)));

        reported.SetResult(true);
        await ending;
        await waiting.Signal;
        Assert.That((await TakeAsync(bucket)).Ticket?.Shared, Is.EqualTo(1));
    }

    [Test]
    public async Task What_the_store_granted_before_it_knew_the_limit_is_given_back_when_the_first_call_has_ended_meanwhile()
    {
        var granted = new TaskCompletionSource<RateLimitGrant>(TaskCreationOptions.RunContinuationsAsynchronously);
        var answers = new Queue<ValueTask<RateLimitGrant>>([new(granted.Task), new(RateLimitGrant.Granted(2, false)), new(RateLimitGrant.Granted(3, true))]);
        var store = new ScriptedRateLimitStore(() => answers.Dequeue());
        var bucket = Bucket(store);
        var late = TakeAsync(bucket);
        await TestClock.WaitUntilAsync(() => answers.Count == 2, "the first question");
        await EndAsync(bucket, (await TakeAsync(bucket)).Ticket!.Value, Reported(10, 9, 60));

        granted.SetResult(RateLimitGrant.Granted(1, false));
        Assert.That((await late).Ticket?.Shared, Is.EqualTo(3));
        Assert.That(store.GivenBack, Is.EqualTo(new[] { 1L }));
    }

    [Test]
    public async Task A_store_that_has_denied_for_longer_than_a_window_is_put_to_the_test_with_one_call()
    {
        var bucket = await DeniedForAWindowAsync();
        Assert.That((bucket.IsShared, _log.Events.Count), Is.EqualTo((true, 0)), "a window may last as long as that");

        _clock.Advance(TimeSpan.FromTicks(1));
        var probe = (await TakeAsync(bucket)).Ticket!.Value;
        Assert.That(probe.Shared, Is.Zero);
        Assert.That((await TakeAsync(bucket)).Ticket, Is.Null, "one is enough");
        Assert.That(bucket.IsShared, Is.True);

        await bucket.EndAsync(probe, Reported(10, 5, 60), TimeSpan.Zero, null, isServed: true);
        Assert.That(bucket.IsShared, Is.False);
        Assert.That(_log.Events.Single().Text, Does.Contain("it grants nothing, though the vendor serves calls"));
        Assert.That((await TakeAsync(bucket)).Ticket?.Shared, Is.Zero, "the client goes by what it knows itself");

        _clock.Advance(GuardedRateLimitStore.BypassTime);
        Assert.That((await TakeAsync(bucket)).Ticket?.Shared, Is.Zero, "and keeps doing so while nothing is granted");
        Assert.That(bucket.IsShared, Is.False);
    }

    [TestCase(true, 5, Description = "the vendor refused it")]
    [TestCase(false, 0, Description = "it was the last")]
    public async Task A_store_whose_denials_the_vendor_bears_out_is_believed_for_another_window(bool isRefused, int remaining)
    {
        var bucket = await DeniedForAWindowAsync();
        _clock.Advance(TimeSpan.FromTicks(1));
        var probe = (await TakeAsync(bucket)).Ticket!.Value;
        await bucket.EndAsync(probe, Reported(10, remaining, 1), TimeSpan.Zero, null, isServed: !isRefused);

        _clock.Advance(TimeSpan.FromMinutes(30));
        Assert.That((await TakeAsync(bucket)).Reason, Is.EqualTo(RateLimitWaitReason.Store));
        Assert.That((bucket.IsShared, _log.Events.Count), Is.EqualTo((true, 0)));
    }

    [Test]
    public async Task A_store_is_believed_when_this_client_knows_too_that_nothing_is_left()
    {
        var bucket = await DeniedForAWindowAsync();
        await EndAsync(bucket, bucket.TakeAnyway(s_lease), Reported(10, 0, 60));
        _clock.Advance(TimeSpan.FromTicks(1));
        Assert.That((await TakeAsync(bucket)).Reason, Is.EqualTo(RateLimitWaitReason.Store));
        Assert.That((bucket.IsShared, _log.Events.Count), Is.EqualTo((true, 0)));
    }

    [Test]
    public async Task A_store_that_has_granted_a_call_meanwhile_may_deny_for_a_window_again()
    {
        var bucket = Bucket(new ScriptedRateLimitStore(s_deniedForLong, RateLimitGrant.Granted(1, true), s_deniedForLong));
        Assert.That((await TakeAsync(bucket)).Reason, Is.EqualTo(RateLimitWaitReason.Store));
        _clock.Advance(s_longest);
        Assert.That((await TakeAsync(bucket)).Ticket?.Shared, Is.EqualTo(1));
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.That((await TakeAsync(bucket)).Reason, Is.EqualTo(RateLimitWaitReason.Store));
    }

    [Test]
    public async Task A_store_denies_nobody_while_nobody_asks()
    {
        var bucket = Bucket(new ScriptedRateLimitStore(() => new(s_denied)));
        for (var day = 0; day < 30; day++)
        {
            Assert.That((await TakeAsync(bucket)).Reason, Is.EqualTo(RateLimitWaitReason.Store));
            _clock.Advance(TimeSpan.FromDays(1));
        }
    }

    [Test]
    public async Task Whoever_asks_on_while_another_waits_does_not_end_the_wait()
    {
        var answers = new Queue<RateLimitGrant>([s_deniedForLong, s_denied, s_denied]);
        var bucket = Bucket(new ScriptedRateLimitStore(() => new(answers.Dequeue())));
        await TakeAsync(bucket);
        _clock.Advance(TimeSpan.FromMinutes(1));
        await TakeAsync(bucket);
        _clock.Advance(s_longest - TimeSpan.FromSeconds(59));
        Assert.That((await TakeAsync(bucket)).Ticket?.Shared, Is.Zero);
    }

    [Test]
    public async Task The_SDK_s_own_store_is_never_doubted()
    {
        var store = new MemoryRateLimitStore(_clock);
        var bucket = Bucket(store);
        for (var window = 0; window < 5; window++)
        {
            // Another client is always quicker.
            var other = await store.TakeAsync("key", new RateLimitTerms(1, 0, s_lease), default);
            await store.ReportAsync("key", other.Number, new RateLimitReport(1, 0, s_longest, TimeSpan.Zero, TimeSpan.Zero), default);
            Assert.That((await TakeAsync(bucket)).Reason, Is.EqualTo(RateLimitWaitReason.Store));
            _clock.Advance(s_longest);
        }
    }

    /// <summary>A bucket whose store has denied every call for exactly as long as a window may last.</summary>
    private async Task<RateLimitBucket> DeniedForAWindowAsync()
    {
        var bucket = Bucket(new ScriptedRateLimitStore(() => new(s_deniedForLong)));
        Assert.That((await TakeAsync(bucket)).Reason, Is.EqualTo(RateLimitWaitReason.Store));
        _clock.Advance(s_longest);
        Assert.That((await TakeAsync(bucket)).Reason, Is.EqualTo(RateLimitWaitReason.Store));
        return bucket;
    }

    private RateLimitBucket Bucket(IRateLimitStore? store = null)
    {
        var guarded = store is null ? null : new GuardedRateLimitStore(store, "Test", TimeSpan.FromMinutes(1), _clock, _log);
        return new RateLimitBucket("key", new RateLimitOptions(), s_longest, guarded, _clock);
    }

    /// <summary>A bucket whose only call so far has been answered.</summary>
    private async Task<RateLimitBucket> ToldAsync(RateLimit reported)
    {
        var bucket = Bucket();
        await EndAsync(bucket, bucket.Take(s_lease).Ticket!.Value, reported);
        return bucket;
    }

    private RateLimit Reported(int limit, int remaining, int seconds) => new(limit, remaining, _clock.GetUtcNow().AddSeconds(seconds));

    private static Task<RateLimitVerdict> TakeAsync(RateLimitBucket bucket) => bucket.TakeAsync(s_lease, CancellationToken.None).AsTask();

    private static Task EndAsync(RateLimitBucket bucket, RateLimitTicket ticket, RateLimit? reported) =>
        bucket.EndAsync(ticket, reported, TimeSpan.Zero, null).AsTask();

    /// <summary>The places of calls that find nothing left.</summary>
    private static List<Task> Wait(RateLimitBucket bucket, int calls) => [.. Enumerable.Range(0, calls).Select(_ => bucket.Take(s_lease).Waiter!.Task)];

    /// <summary>A store that does not know the limit, and takes its time to learn it.</summary>
    private sealed class SlowReports(Task reported) : IRateLimitStore
    {
        public ValueTask<RateLimitGrant> TakeAsync(string key, RateLimitTerms terms, CancellationToken cancellationToken) =>
            new(RateLimitGrant.Granted(1, false));

        public ValueTask ReportAsync(string key, long number, RateLimitReport report, CancellationToken cancellationToken) => new(reported);

        public ValueTask GiveBackAsync(string key, long number, CancellationToken cancellationToken) => default;
    }
}
