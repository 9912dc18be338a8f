using IdentitySdk.Core;

namespace IdentitySdk.Tests.Auth;

public sealed class TokenBrakeTests
{
    private static readonly DateTimeOffset s_now = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    [TestCase(1, 0, 1)]
    [TestCase(1, 1, 1.2)]
    [TestCase(2, 0, 2)]
    [TestCase(6, 0, 32)]
    [TestCase(7, 0, 60)]
    [TestCase(7, 0.5, 66)]
    [TestCase(5000, 1, 72)]
    public void It_doubles_from_a_second_to_a_minute_and_a_fifth_is_chance(int failures, double random, double seconds)
    {
        var brake = default(TokenBrake);
        for (var failure = 0; failure < failures; failure++)
        {
            brake = brake.Fail(s_now, random);
        }

        Assert.That(brake.Until - s_now, Is.EqualTo(TimeSpan.FromSeconds(seconds)));
        Assert.That((brake.IsOn(s_now), brake.IsOn(brake.Until)), Is.EqualTo((true, false)));
    }

    [TestCase(1, 90, 0, 90)]
    [TestCase(1, 90, 1, 108)]
    [TestCase(1, 0.5, 0, 1)]
    [TestCase(7, 30, 0, 60)]
    [TestCase(1, 301, 0, 300)]
    [TestCase(1, 31536000, 1, 360)]
    public void It_is_as_long_as_the_vendor_asked_for_but_for_five_minutes_at_most(int failures, double retryAfter, double random, double seconds)
    {
        var brake = default(TokenBrake);
        for (var failure = 0; failure < failures; failure++)
        {
            brake = brake.Fail(s_now, random, TimeSpan.FromSeconds(retryAfter));
        }

        Assert.That(brake.Until - s_now, Is.EqualTo(TimeSpan.FromSeconds(seconds)));
    }

    [TestCase(299.9, 2)]
    [TestCase(300, 1)]
    [TestCase(-1, 1, Description = "the clock was set back")]
    public void After_five_quiet_minutes_it_begins_again(double seconds, int failures) =>
        Assert.That(default(TokenBrake).Fail(s_now, 0).Fail(s_now.AddSeconds(seconds), 0).Failures, Is.EqualTo(failures));

    [Test]
    public void A_clock_that_is_set_back_does_not_stop_a_client() => Assert.That(default(TokenBrake).Fail(s_now, 0).IsOn(s_now.AddSeconds(-1)), Is.False);

    [Test]
    public async Task A_changed_credential_clears_it()
    {
        var vendor = new FakeTokenEndpoint();
        var first = vendor.Ask();
        await vendor.FailAsync();
        Assert.That(async () => await first, Throws.TypeOf<FakeTokenEndpoint.TestException>());
        Assert.That(async () => await vendor.Ask(), Throws.TypeOf<CredentialException>().With.InnerException.TypeOf<FakeTokenEndpoint.TestException>());
        Assert.That(vendor.Calls, Is.EqualTo(1));
        vendor.Key = "another";
        Assert.That((await vendor.AskAndAnswerAsync(vendor.Token("one"))).Value, Is.EqualTo("one"));
    }

    [Test]
    public async Task It_takes_nobody_a_token_that_is_still_good()
    {
        var vendor = new FakeTokenEndpoint();
        await vendor.AskAndAnswerAsync(vendor.Token("one", TimeSpan.FromHours(1)));
        vendor.Clock.Advance(TimeSpan.FromMinutes(55));
        await vendor.Ask();
        await vendor.FailAsync();
        Assert.That((await vendor.Ask()).Value, Is.EqualTo("one"));
    }

    [Test]
    public async Task A_refused_token_stays_until_another_refresh_may_be_forced()
    {
        var vendor = new FakeTokenEndpoint();
        await vendor.AskAndAnswerAsync(vendor.Token("one"));
        Assert.That(vendor.Source.Reject("one"), Is.EqualTo(Replay.WithNewToken));
        await vendor.AskAndAnswerAsync(vendor.Token("two"));
        Assert.That(vendor.Source.Reject("one"), Is.EqualTo(Replay.WithNewToken), "a late refusal: there is a newer token");
        Assert.That(vendor.Source.Reject("two"), Is.EqualTo(Replay.None));
        Assert.That((await vendor.Ask()).Value, Is.EqualTo("two"));
        vendor.Clock.Advance(TimeSpan.FromSeconds(10));
        Assert.That((await vendor.AskAndAnswerAsync(vendor.Token("three"))).Value, Is.EqualTo("three"));
    }
}
