using IdentitySdk.Core;

namespace IdentitySdk.Tests;

/// <summary>Who has to wait for a bucket's first call, for how long, and what ends it.</summary>
public sealed class FirstCallTurnTests
{
    private static readonly TimeSpan s_millisecond = TimeSpan.FromMilliseconds(1);

    [Test]
    public void Nobody_waits_for_the_first_call_any_more_when_its_two_seconds_are_over()
    {
        var (clock, first) = Create();
        first.Begin(1);
        clock.Advance(FirstCall.MaxWait - s_millisecond);
        Assert.That(first.IsUnderWay(out var wait, out _), Is.True);
        Assert.That(wait, Is.EqualTo(s_millisecond));

        clock.Advance(s_millisecond);
        Assert.That(first.IsUnderWay(out wait, out var signal), Is.False);
        Assert.That((wait, signal, first.IsOpen), Is.EqualTo((TimeSpan.Zero, (Task?)null, true)));
    }

    [Test]
    public void All_who_wait_for_the_first_call_share_one_timer()
    {
        var (clock, first) = Create();
        first.Begin(1);
        for (var call = 0; call < 3; call++)
        {
            Assert.That(first.IsUnderWay(out _, out _), Is.True);
        }

        Assert.That(clock.Delays, Is.EqualTo(new[] { FirstCall.MaxWait }));
    }

    [Test]
    public void Another_call_that_ends_leaves_the_first_one_under_way([Values] bool wasSent)
    {
        var (_, first) = Create();
        first.Begin(7);
        first.End(8, wasSent);
        Assert.That((first.IsUnderWay(out _, out _), first.IsOpen), Is.EqualTo((true, false)));
    }

    [Test]
    public async Task Who_waits_is_told_when_the_limit_becomes_known_before_the_first_call_ends()
    {
        var (_, first) = Create();
        first.Begin(1);
        first.IsUnderWay(out _, out var signal);
        Assert.That(signal!.IsCompleted, Is.False);

        // The clock stands still, so that it cannot be the timer that ends the wait.
        first.Open();
        await TestClock.WaitUntilAsync(() => signal.IsCompleted, "the signal");
        Assert.That(first.IsUnderWay(out _, out _), Is.False);
    }

    [Test]
    public void A_bucket_that_was_closed_again_is_in_doubt_until_a_call_has_been_sent_or_the_limit_is_known([Values] bool isSent)
    {
        var (_, first) = Create();
        Assert.That(first.IsDoubtful, Is.False, "nothing is known yet that could be worth little");
        first.Open();
        first.Close();
        Assert.That((first.IsOpen, first.IsDoubtful), Is.EqualTo((false, true)));

        first.Begin(2);
        first.End(2, wasSent: false);
        Assert.That((first.IsOpen, first.IsDoubtful), Is.EqualTo((false, true)), "a call that was never sent has found nothing out");

        first.Begin(3);
        if (isSent)
        {
            first.End(3, wasSent: true);
        }
        else
        {
            first.Open();
        }

        Assert.That((first.IsOpen, first.IsDoubtful), Is.EqualTo((true, false)));
    }

    private static (TestClock Clock, FirstCall First) Create()
    {
        var clock = new TestClock { IsAutomatic = false };
        return (clock, new FirstCall(clock));
    }
}
