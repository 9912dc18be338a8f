using IdentitySdk.Core;

namespace IdentitySdk.Tests.Auth;

public sealed class RefreshScheduleTests
{
    private static readonly DateTimeOffset s_now = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    // All in seconds: life, random, then refresh and last use counted back from the end.
    [TestCase(36000, 0, 300, 10)]
    [TestCase(36000, 1, 450, 10)]
    [TestCase(3600, 0, 300, 10)]
    [TestCase(3600, 0.5, 375, 10)]
    [TestCase(600, 0, 60, 10)]
    [TestCase(600, 1, 90, 10)]
    [TestCase(20, 0, 2, 1)]
    public void A_new_token_is_renewed_early_by_a_tenth_of_its_life_or_five_minutes(double life, double random, double early, double margin)
    {
        var end = s_now.AddSeconds(life);

        var times = RefreshSchedule.Plan(end, s_now, isSame: false, random);

        Assert.That(end - times.RefreshAt, Is.EqualTo(TimeSpan.FromSeconds(early)));
        Assert.That(end - times.UsableUntil, Is.EqualTo(TimeSpan.FromSeconds(margin)));
    }

    [Test]
    public void A_token_without_an_end_is_never_due() =>
        Assert.That(RefreshSchedule.Plan(null, s_now, isSame: false, 0), Is.EqualTo(new RefreshSchedule(DateTimeOffset.MaxValue, DateTimeOffset.MaxValue)));

    [TestCase(300, true, 300)]
    [TestCase(0, true, 30)]
    [TestCase(0, false, 30)]
    [TestCase(-600, false, 30)]
    public void A_repeated_or_ended_token_has_one_time_for_both(double life, bool isSame, double expected) =>
        Assert.That(
            RefreshSchedule.Plan(s_now.AddSeconds(life), s_now, isSame, 1),
            Is.EqualTo(new RefreshSchedule(s_now.AddSeconds(expected), s_now.AddSeconds(expected))));
}
