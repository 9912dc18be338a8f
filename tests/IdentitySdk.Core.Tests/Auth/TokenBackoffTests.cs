using IdentitySdk.Core;

namespace IdentitySdk.Tests.Auth;

/// <summary>Duration of the backoff after failed token requests, and what ends it.</summary>
public sealed class TokenBackoffTests
{
    private static readonly DateTimeOffset s_now = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    [TestCase(1, 0, 1)]
    [TestCase(1, 1, 1.2)]
    [TestCase(2, 0, 2)]
    [TestCase(6, 0, 32)]
    [TestCase(7, 0, 60)]
    [TestCase(7, 0.5, 66)]
    [TestCase(5000, 1, 72)]
    public void Backoff_doubles_from_a_second_to_a_minute_with_jitter(int failures, double random, double seconds)
    {
        var backoff = default(TokenBackoff);
        for (var failure = 0; failure < failures; failure++)
        {
            backoff = backoff.Fail(s_now, random);
        }

        Assert.That(backoff.Until - s_now, Is.EqualTo(TimeSpan.FromSeconds(seconds)));
        Assert.That((backoff.IsActive(s_now), backoff.IsActive(backoff.Until)), Is.EqualTo((true, false)));
    }

    [TestCase(1, 90, 0, 90)]
    [TestCase(1, 90, 1, 108)]
    [TestCase(1, 0.5, 0, 1)]
    [TestCase(7, 30, 0, 60)]
    [TestCase(1, 301, 0, 300)]
    [TestCase(1, 31536000, 1, 360)]
    public void Backoff_respects_RetryAfter_up_to_five_minutes(int failures, double retryAfter, double random, double seconds)
    {
        var backoff = default(TokenBackoff);
        for (var failure = 0; failure < failures; failure++)
        {
            backoff = backoff.Fail(s_now, random, TimeSpan.FromSeconds(retryAfter));
        }

        Assert.That(backoff.Until - s_now, Is.EqualTo(TimeSpan.FromSeconds(seconds)));
    }

    [TestCase(299.9, 2)]
    [TestCase(300, 1)]
    [TestCase(-1, 1, Description = "the clock was set back")]
    public void Backoff_restarts_after_five_minutes_without_a_failure(double seconds, int failures) =>
        Assert.That(default(TokenBackoff).Fail(s_now, 0).Fail(s_now.AddSeconds(seconds), 0).Failures, Is.EqualTo(failures));

    [Test]
    public void Backoff_ends_when_the_clock_is_set_back() => Assert.That(default(TokenBackoff).Fail(s_now, 0).IsActive(s_now.AddSeconds(-1)), Is.False);

    [Test]
    public async Task Changed_credential_ends_the_backoff()
    {
        var vendor = new FakeTokenEndpoint();
        var first = vendor.GetAsync();
        await vendor.FailAsync();
        Assert.That(async () => await first, Throws.TypeOf<FakeTokenEndpoint.TestException>());
        Assert.That(async () => await vendor.GetAsync(), Throws.TypeOf<CredentialException>().With.InnerException.TypeOf<FakeTokenEndpoint.TestException>());
        Assert.That(vendor.Calls, Is.EqualTo(1));
        vendor.Key = "another";
        Assert.That((await vendor.GetWithResponseAsync(vendor.Token("one"))).Value, Is.EqualTo("one"));
    }

    [Test]
    public async Task Backoff_does_not_affect_a_valid_token()
    {
        var vendor = new FakeTokenEndpoint();
        await vendor.GetWithResponseAsync(vendor.Token("one", TimeSpan.FromHours(1)));
        vendor.Clock.Advance(TimeSpan.FromMinutes(55));
        await vendor.GetAsync();
        await vendor.FailAsync();
        Assert.That((await vendor.GetAsync()).Value, Is.EqualTo("one"));
    }
}
