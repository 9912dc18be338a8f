using IdentitySdk.Core;

namespace IdentitySdk.Tests;

/// <summary>Which calls a bucket wakes when a call ends, and when it sends one call alone.</summary>
public sealed class RateLimitBucketTests : RateLimitBucketFixture
{
    [Test]
    public async Task Limit_reported_by_another_call_ends_the_wait_for_the_first()
    {
        var bucket = Bucket();
        Assert.That(bucket.Take(Lease).Permit, Is.Not.Null);
        var other = bucket.TakeUnchecked(Lease);
        var waiting = bucket.Take(Lease);
        Assert.That(waiting.Reason, Is.EqualTo(RateLimitWaitReason.FirstCall));

        await EndAsync(bucket, other, Reported(10, 9, 60));
        Assert.That(waiting.Waiter!.Task.IsCompleted, Is.True);
        Assert.That(bucket.Take(Lease).Permit, Is.Not.Null);
    }

    [TestCase(false)]
    [TestCase(true, Description = "a limit of zero is a concurrency limit")]
    public async Task Response_to_another_call_without_a_limit_keeps_calls_waiting(bool isZero)
    {
        var bucket = Bucket();
        Assert.That(bucket.Take(Lease).Permit, Is.Not.Null);
        var other = bucket.TakeUnchecked(Lease);

        await EndAsync(bucket, other, isZero ? Reported(0, 0, 60) : null);
        Assert.That(bucket.Take(Lease).Reason, Is.EqualTo(RateLimitWaitReason.FirstCall));
    }

    [Test]
    public async Task All_waiting_calls_are_woken_when_the_window_ends_earlier()
    {
        var bucket = await KnownAsync(Reported(10, 0, 60));
        var late = bucket.TakeUnchecked(Lease);
        var waiting = Wait(bucket, 3);

        // No call is left, but each wait has become shorter.
        await EndAsync(bucket, late, Reported(10, 0, 30));
        Assert.That(waiting.Select(each => each.IsCompleted), Is.All.True);
        Assert.That(bucket.Take(Lease).Wait, Is.EqualTo(TimeSpan.FromSeconds(30)));
    }

    [TestCase(60, Description = "the same end")]
    [TestCase(90, Description = "a later one")]
    public async Task Only_as_many_calls_are_woken_as_are_left(int seconds)
    {
        var bucket = await KnownAsync(Reported(10, 0, 60));
        var late = bucket.TakeUnchecked(Lease);
        var waiting = Wait(bucket, 3);

        await EndAsync(bucket, late, Reported(10, 2, seconds));
        Assert.That(waiting.Select(each => each.IsCompleted), Is.EqualTo(new[] { true, true, false }));
    }

    [Test]
    public async Task Call_that_is_given_back_wakes_the_longest_waiting_one()
    {
        var bucket = await KnownAsync(Reported(10, 1, 60));
        var taken = bucket.Take(Lease).Permit!.Value;
        var waiting = Wait(bucket, 2);

        await bucket.GiveBackAsync(taken);
        Assert.That(waiting.Select(each => each.IsCompleted), Is.EqualTo(new[] { true, false }));
    }

    [Test]
    public async Task One_call_probes_after_a_wait_that_no_window_lasts([Values] bool isRefusal, [Values(0, 1)] int ticksTooMany)
    {
        var bucket = Bucket();
        var time = MaxWindow + TimeSpan.FromTicks(ticksTooMany);
        var permit = bucket.Take(Lease).Permit!.Value;
        await bucket.EndAsync(permit, isRefusal ? null : new RateLimit(10, 0, Clock.GetUtcNow() + time), isRefusal ? time : null);
        Assert.That(bucket.Take(Lease).Wait, Is.EqualTo(MaxWindow), "no response locks the bucket for longer than a window");

        Clock.Advance(MaxWindow);
        Assert.That(bucket.Take(Lease).Permit, Is.Not.Null);
        Assert.That(bucket.Take(Lease).Permit is null, Is.EqualTo(ticksTooMany > 0), "the next call waits for the probe");
    }

    /// <summary>A bucket whose only call so far has a response.</summary>
    private async Task<RateLimitBucket> KnownAsync(RateLimit reported)
    {
        var bucket = Bucket();
        await EndAsync(bucket, bucket.Take(Lease).Permit!.Value, reported);
        return bucket;
    }

    /// <summary>The waits of calls for which no call is left.</summary>
    private static List<Task> Wait(RateLimitBucket bucket, int calls) => [.. Enumerable.Range(0, calls).Select(_ => bucket.Take(Lease).Waiter!.Task)];
}
