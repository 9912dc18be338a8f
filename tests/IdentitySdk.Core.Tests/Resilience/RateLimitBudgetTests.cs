using IdentitySdk.Core;
using static IdentitySdk.Tests.TestBudget;

namespace IdentitySdk.Tests;

/// <summary>How many calls a budget allows, and how long the others wait: windows, refusals and leases.</summary>
public sealed class RateLimitBudgetTests
{
    [Test]
    public void Calls_do_not_wait_before_a_limit_is_reported() =>
        Assert.That(Sent(default, 500).Take(Terms, Now).Wait, Is.EqualTo(TimeSpan.Zero));

    [TestCase(10, 1.0, 0, 10)]
    [TestCase(10, 0.7, 0, 7)]
    [TestCase(100, 0.29, 0, 29)]
    [TestCase(600, 0.5, 0, 300)]
    [TestCase(10, 1.0, 4, 6)]
    [TestCase(10, 0.5, 8, 2)]
    [TestCase(10, 0.001, 0, 1, Description = "one call per window is always allowed")]
    [TestCase(10, 1.0, 10, 1, Description = "also under a floor above the limit")]
    public void Share_and_floor_are_left_to_other_clients(int limit, double share, int floor, int expected)
    {
        var terms = Terms with { Share = share, Floor = floor };
        var budget = Known(limit, limit, 60);
        var sent = 0;
        for (; budget.Take(terms, Now) is { Wait.Ticks: 0 } taken && sent <= limit; sent++)
        {
            budget = taken.Budget;
        }

        Assert.That(sent, Is.EqualTo(expected));
        Assert.That(budget.IsUsedUp(terms), Is.True);
        Assert.That(budget.Take(terms, Now).Wait, Is.EqualTo(TimeSpan.FromSeconds(60)));
    }

    [TestCase(-6 * 3600, 60)]
    [TestCase(-1, 60)]
    [TestCase(20, 40, Description = "time that has passed")]
    public void Clock_set_back_moves_the_window_with_it(int seconds, int expected) =>
        Assert.That(Known(10, 0, 60).Take(Terms, Now.AddSeconds(seconds)).Wait, Is.EqualTo(TimeSpan.FromSeconds(expected)));

    [Test]
    public void Clock_set_back_moves_a_refusal_with_it()
    {
        var refused = default(RateLimitBudget).Learn(1, NoReport with { RefusedFor = TimeSpan.FromSeconds(30) }, Now);
        var (budget, wait) = refused.Take(Terms, Now.AddHours(-6));
        Assert.That(wait, Is.EqualTo(TimeSpan.FromSeconds(30)));
        Assert.That(budget.Take(Terms, Now.AddHours(-6).AddSeconds(30)).Wait, Is.EqualTo(TimeSpan.Zero));
    }

    [Test]
    public void Clock_set_back_moves_the_leases_with_it()
    {
        var before = Now.AddHours(-6);
        var (budget, _) = default(RateLimitBudget).Count(Terms.Lease, Now).Take(Terms, before);
        Assert.That(budget.Take(Terms, before + Terms.Lease + Terms.Lease).Budget.Leases.Count, Is.EqualTo(1), "two have ended");
    }

    [Test]
    public void Clock_set_back_pauses_no_call_without_a_refusal()
    {
        var budget = Sent(default).Learn(1, NoReport, Now);
        Assert.That(budget.PausedUntil, Is.EqualTo(default(DateTimeOffset)));
        Assert.That(budget.Take(Terms, Now.AddSeconds(-10)).Wait, Is.EqualTo(TimeSpan.Zero));
    }

    [Test]
    public void Known_limit_still_holds_after_the_reset()
    {
        var budget = Known(10, 0, 60);
        var later = Now.AddSeconds(60);
        for (var sent = 0; sent < 10; sent++)
        {
            (budget, var wait) = budget.Take(Terms, later);
            Assert.That(wait, Is.EqualTo(TimeSpan.Zero), $"call {sent}");
        }

        Assert.That(budget.Take(Terms, later).Wait, Is.EqualTo(TimeSpan.FromSeconds(60)), "the eleventh call waits for the next window");
    }

    [Test]
    public void Calls_under_way_at_the_reset_count_in_the_new_window() =>
        Assert.That(Known(10, 10, 60, underWay: 10).Take(Terms, Now.AddSeconds(60)).Wait, Is.GreaterThan(TimeSpan.Zero));

    [TestCase(10, 20, 20)]
    [TestCase(20, 10, 20)]
    [TestCase(-1, 10, 10)]
    public void Longer_of_two_refusals_counts(int first, int second, int expected)
    {
        var paused = Sent(default) with { PausedUntil = Now.AddSeconds(first) };
        Assert.That(paused.Learn(1, Refused(second), Now).PausedUntil, Is.EqualTo(Now.AddSeconds(expected)));
    }

    [Test]
    public void Refusal_without_a_limit_pauses_all_calls_for_the_requested_time()
    {
        var budget = Sent(default, 2).Learn(1, Refused(30), Now);
        Assert.That(budget.Take(Terms, Now.AddSeconds(10)).Wait, Is.EqualTo(TimeSpan.FromSeconds(20)));
        Assert.That(budget.Learn(2, Refused(5), Now).PausedUntil, Is.EqualTo(Now.AddSeconds(30)), "a shorter refusal changes nothing");
        Assert.That(budget.Take(Terms, Now.AddSeconds(30)).Wait, Is.EqualTo(TimeSpan.Zero));
    }

    [Test]
    public void Budget_counts_again_after_a_pause()
    {
        var budget = Sent(Known(10, 3, 60)).Learn(2, Refused(5), Now);
        Assert.That(budget.Take(Terms, Now.AddSeconds(4)).Wait, Is.EqualTo(TimeSpan.FromSeconds(1)));
        var (taken, wait) = budget.Take(Terms, Now.AddSeconds(5));
        Assert.That((taken.Left, wait), Is.EqualTo((budget.Left - 1, TimeSpan.Zero)));
    }

    [Test]
    public void Limit_of_zero_is_no_budget() =>
        Assert.That(Sent(default).Learn(1, Reported(0, 0, 60), Now), Has.Property("Limit").Zero.And.Property("ResetsAt").EqualTo(default(DateTimeOffset)));

    [Test]
    public void Bucket_of_unknown_limit_is_never_used_up() => Assert.That(Sent(default, 3).IsUsedUp(Terms), Is.False);

    [Test]
    public void Call_that_is_given_back_does_not_count() =>
        Assert.That(Sent(Known(10, 5, 60)).GiveBack(2, Now).Left, Is.EqualTo(5));

    [Test]
    public void Call_that_is_never_ended_is_under_way_for_one_to_two_leases()
    {
        var lease = Terms.Lease;
        var budget = Sent(default);
        budget = budget.Take(Terms, Now + lease - TimeSpan.FromTicks(1)).Budget;
        Assert.That(budget.Take(Terms, Now + lease).Budget.Leases.Count, Is.EqualTo(3));
        Assert.That(budget.Take(Terms, Now + lease + lease - TimeSpan.FromTicks(1)).Budget.Leases.Count, Is.EqualTo(3));
        Assert.That(budget.Take(Terms, Now + lease + lease).Budget.Leases.Count, Is.EqualTo(1));
    }

    [Test]
    public void Call_whose_lease_has_ended_still_counts_in_its_window()
    {
        var budget = Sent(Known(10, 5, 3600));
        var later = budget.Take(Terms, Now + Terms.Lease + Terms.Lease).Budget;
        Assert.That(later.Left, Is.EqualTo(3), "the lost call and this one");
        var ended = later.Learn(2, NoReport, Now + Terms.Lease + Terms.Lease);
        Assert.That(ended.Leases.Count, Is.EqualTo(1), "the late end of the lost call ends no other call");
    }

    [Test]
    public void Extreme_times_do_not_overflow()
    {
        var far = new RateLimitReport(10, 0, TimeSpan.MaxValue, TimeSpan.MaxValue, TimeSpan.MaxValue);
        var budget = Sent(default).Learn(1, far, Now);
        Assert.That(() => budget.Take(Terms with { Lease = TimeSpan.MaxValue }, DateTimeOffset.MaxValue), Throws.Nothing);
        var past = new RateLimitReport(1, int.MinValue, TimeSpan.MinValue, TimeSpan.FromDays(1), TimeSpan.MinValue);
        Assert.That(() => Sent(budget).Learn(2, past, DateTimeOffset.MinValue), Throws.Nothing);
        Assert.That(Sent(default).Learn(1, Reported(1, int.MinValue, 1), Now).Left, Is.EqualTo(int.MinValue));
    }
}
