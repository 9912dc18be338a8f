using IdentitySdk.Core;

namespace IdentitySdk.Tests.Auth;

/// <summary>When a token is refreshed, by its lifetime.</summary>
public sealed class RefreshScheduleTests
{
    private static readonly DateTimeOffset s_now = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    // In seconds: the lifetime; then, before the expiry, the refresh and the last use.
    [TestCase(36000, 0, 300, 10)]
    [TestCase(36000, 1, 450, 10)]
    [TestCase(3600, 0, 300, 10)]
    [TestCase(3600, 0.5, 375, 10)]
    [TestCase(600, 0, 60, 10)]
    [TestCase(600, 1, 90, 10)]
    [TestCase(20, 0, 2, 1)]
    public void Plan_refreshes_a_tenth_of_the_lifetime_early_up_to_five_minutes(double lifetime, double random, double early, double margin)
    {
        var expiry = s_now.AddSeconds(lifetime);

        var times = RefreshSchedule.Plan(expiry, s_now, isSame: false, random);

        Assert.That(expiry - times.RefreshAt, Is.EqualTo(TimeSpan.FromSeconds(early)));
        Assert.That(expiry - times.UsableUntil, Is.EqualTo(TimeSpan.FromSeconds(margin)));
    }

    [Test]
    public void Plan_never_refreshes_a_token_without_an_expiry() =>
        Assert.That(RefreshSchedule.Plan(null, s_now, isSame: false, 0), Is.EqualTo(new RefreshSchedule(DateTimeOffset.MaxValue, DateTimeOffset.MaxValue)));

    [TestCase(300, true, 300)]
    [TestCase(0, true, 30)]
    [TestCase(0, false, 30)]
    [TestCase(-600, false, 30)]
    public void Plan_does_not_refresh_a_repeated_or_expired_token_early(double lifetime, bool isSame, double expected) =>
        Assert.That(
            RefreshSchedule.Plan(s_now.AddSeconds(lifetime), s_now, isSame, 1),
            Is.EqualTo(new RefreshSchedule(s_now.AddSeconds(expected), s_now.AddSeconds(expected))));
}
