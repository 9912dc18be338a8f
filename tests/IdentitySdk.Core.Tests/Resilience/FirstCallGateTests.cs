using IdentitySdk.Core;

namespace IdentitySdk.Tests;

/// <summary>Which calls wait for a bucket's first call, how long, and what ends their wait.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class FirstCallGateTests
{
    private static readonly TimeSpan s_millisecond = TimeSpan.FromMilliseconds(1);
    private readonly TestClock _clock = new() { IsAutomatic = false };
    private readonly FirstCallGate _gate;

    public FirstCallGateTests() => _gate = new(_clock);

    [Test]
    public void Calls_stop_waiting_after_two_seconds()
    {
        Assert.That(_gate.GetWait(), Is.EqualTo(TimeSpan.Zero), "no call is under way");
        _gate.Begin(1);
        _clock.Advance(FirstCallGate.MaxWait - s_millisecond);
        Assert.That((_gate.GetWait(), _gate.IsOpen), Is.EqualTo((s_millisecond, false)));

        _clock.Advance(s_millisecond);
        Assert.That((_gate.GetWait(), _gate.IsOpen), Is.EqualTo((TimeSpan.Zero, true)));
    }

    [Test]
    public void Another_call_that_ends_leaves_the_first_one_under_way([Values] bool wasSent)
    {
        _gate.Begin(7);
        Assert.That(_gate.End(8, wasSent), Is.False);
        Assert.That((_gate.GetWait(), _gate.IsOpen), Is.EqualTo((FirstCallGate.MaxWait, false)));
    }

    [Test]
    public void Begin_does_not_replace_a_first_call()
    {
        _gate.Begin(1);
        _clock.Advance(s_millisecond);
        _gate.Begin(2);
        Assert.That(_gate.GetWait(), Is.EqualTo(FirstCallGate.MaxWait - s_millisecond));
        Assert.That((_gate.End(2, wasSent: true), _gate.End(1, wasSent: true)), Is.EqualTo((false, true)));
    }

    [Test]
    public void First_call_that_ends_lets_the_others_continue([Values] bool wasSent)
    {
        _gate.Begin(7);
        Assert.That(_gate.End(7, wasSent), Is.True);
        Assert.That((_gate.GetWait(), _gate.IsOpen), Is.EqualTo((TimeSpan.Zero, wasSent)));
        Assert.That(_gate.End(7, wasSent), Is.False, "it has ended before");
    }

    [Test]
    public void Limit_that_becomes_known_ends_the_wait_for_the_first_call()
    {
        _gate.Begin(1);
        Assert.That(_gate.Open(), Is.True);
        Assert.That((_gate.GetWait(), _gate.IsOpen), Is.EqualTo((TimeSpan.Zero, true)));
        Assert.That(_gate.Open(), Is.False, "no call waits any longer");
    }

    [Test]
    public void Gate_stays_closed_again_until_a_call_was_sent_or_the_limit_is_known([Values] bool isSent)
    {
        Assert.That(_gate.IsClosedAgain, Is.False);
        _gate.Open();
        _gate.Close();
        Assert.That((_gate.IsOpen, _gate.IsClosedAgain), Is.EqualTo((false, true)));

        _gate.Begin(2);
        _gate.End(2, wasSent: false);
        Assert.That((_gate.IsOpen, _gate.IsClosedAgain), Is.EqualTo((false, true)), "a call that was not sent changes nothing");

        _gate.Begin(3);
        if (isSent)
        {
            _gate.End(3, wasSent: true);
        }
        else
        {
            _gate.Open();
        }

        Assert.That((_gate.IsOpen, _gate.IsClosedAgain), Is.EqualTo((true, false)));
    }
}
