using IdentitySdk.Core;

namespace IdentitySdk.Tests;

/// <summary>What a budget learns from responses, and how many calls it lets through.</summary>
public sealed class RateLimitBudgetTests
{
    private static readonly DateTimeOffset s_now = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);
    private static readonly RateLimitTerms s_all = new(1, 0, TimeSpan.FromMinutes(2));
    private static readonly RateLimitReport s_nothing = default;

    [Test]
    public void Nothing_is_held_back_before_a_response_has_told() =>
        Assert.That(Sent(default, 500).Take(s_all, s_now).Wait, Is.EqualTo(TimeSpan.Zero));

    [TestCase(10, 1.0, 0, 10)]
    [TestCase(10, 0.7, 0, 7)]
    [TestCase(100, 0.29, 0, 29)]
    [TestCase(600, 0.5, 0, 300)]
    [TestCase(10, 1.0, 4, 6)]
    [TestCase(10, 0.5, 8, 2)]
    [TestCase(10, 0.001, 0, 1, Description = "one call a window is always allowed")]
    [TestCase(10, 1.0, 10, 1, Description = "also under a floor above the limit")]
    public void A_share_and_a_floor_are_left_to_others(int limit, double share, int floor, int expected)
    {
        var terms = s_all with { Share = share, Floor = floor };
        var budget = Told(limit, limit, 60);
        var sent = 0;
        for (; budget.Take(terms, s_now) is { Wait.Ticks: 0 } taken && sent <= limit; sent++)
        {
            budget = taken.Budget;
        }

        Assert.That(sent, Is.EqualTo(expected));
        Assert.That(budget.IsUsedUp(terms), Is.True);
        Assert.That(budget.Take(terms, s_now).Wait, Is.EqualTo(TimeSpan.FromSeconds(60)));
    }

    [TestCase(-6 * 3600, 60)]
    [TestCase(-1, 60)]
    [TestCase(20, 40, Description = "one that jumps ahead is time that passed")]
    public void A_clock_that_is_set_back_takes_the_window_along(int seconds, int expected) =>
        Assert.That(Told(10, 0, 60).Take(s_all, s_now.AddSeconds(seconds)).Wait, Is.EqualTo(TimeSpan.FromSeconds(expected)));

    [Test]
    public void A_clock_that_is_set_back_takes_a_refusal_along()
    {
        var refused = default(RateLimitBudget).Learn(1, s_nothing with { RefusedFor = TimeSpan.FromSeconds(30) }, s_now);
        var (budget, wait) = refused.Take(s_all, s_now.AddHours(-6));
        Assert.That(wait, Is.EqualTo(TimeSpan.FromSeconds(30)));
        Assert.That(budget.Take(s_all, s_now.AddHours(-6).AddSeconds(30)).Wait, Is.EqualTo(TimeSpan.Zero));
    }

    [Test]
    public void A_clock_that_is_set_back_takes_the_leases_along()
    {
        var before = s_now.AddHours(-6);
        var (budget, _) = default(RateLimitBudget).Count(s_all.Lease, s_now).Take(s_all, before);
        Assert.That(budget.Take(s_all, before + s_all.Lease + s_all.Lease).Budget.Leases.Count, Is.EqualTo(1), "two have ended");
    }

    [Test]
    public void After_the_reset_the_known_limit_still_holds()
    {
        var budget = Told(10, 0, 60);
        var later = s_now.AddSeconds(60);
        for (var sent = 0; sent < 10; sent++)
        {
            (budget, var wait) = budget.Take(s_all, later);
            Assert.That(wait, Is.EqualTo(TimeSpan.Zero), $"call {sent}");
        }

        Assert.That(budget.Take(s_all, later).Wait, Is.EqualTo(TimeSpan.FromSeconds(60)), "the eleventh waits for the window after");
    }

    [Test]
    public void Calls_in_flight_at_the_reset_count_in_the_new_window() =>
        Assert.That(Told(10, 10, 60, inFlight: 10).Take(s_all, s_now.AddSeconds(60)).Wait, Is.GreaterThan(TimeSpan.Zero));

    [Test]
    public void A_response_does_not_count_the_calls_behind_it() => Assert.That(Told(10, 5, 60, inFlight: 3).Left, Is.EqualTo(2));

    [TestCase(10, 20, 20)]
    [TestCase(20, 10, 20)]
    [TestCase(-1, 10, 10)]
    public void Of_two_refusals_the_one_that_lasts_longer_counts(int first, int second, int expected)
    {
        var paused = Sent(default) with { PausedUntil = s_now.AddSeconds(first) };
        Assert.That(paused.Learn(1, Refused(second), s_now).PausedUntil, Is.EqualTo(s_now.AddSeconds(expected)));
    }

    [Test]
    public void The_response_to_an_earlier_call_never_raises_what_is_left()
    {
        var budget = Sent(default, 2).Learn(2, Reported(10, 3, 60), s_now);
        var older = budget.Learn(1, Reported(10, 8, 60), s_now);
        Assert.That(older.Remaining, Is.EqualTo(3), "an older response came later");
        Assert.That(budget.Learn(1, Reported(10, 8, 62), s_now).Remaining, Is.EqualTo(3), "whole seconds waver");
        Assert.That(budget.Learn(1, Reported(10, 8, 63), s_now).Remaining, Is.EqualTo(8), "more than that is another window");
        Assert.That(budget.Learn(1, Reported(10, 1, 60), s_now).Remaining, Is.EqualTo(1), "it may lower it, for it may have been counted later");
    }

    [Test]
    public void The_response_to_the_latest_sent_call_counts_whatever_an_earlier_one_said()
    {
        var budget = Sent(Told(10, 3, 60)).Learn(2, Reported(10, 8, 60), s_now);
        Assert.That(budget.Left, Is.EqualTo(8));
    }

    [Test]
    public void Six_hundred_responses_that_report_as_much_left_as_before_stop_nobody()
    {
        var budget = default(RateLimitBudget);
        for (var call = 1; call <= 1000; call++)
        {
            (budget, var wait) = budget.Take(s_all, s_now);
            Assert.That(wait, Is.EqualTo(TimeSpan.Zero), $"call {call}");
            budget = budget.Learn(call, Reported(600, 599, 60), s_now);
        }
    }

    [Test]
    public void Calls_that_are_answered_without_a_report_are_counted_until_a_later_one_reports()
    {
        var budget = Sent(Told(10, 5, 60), 3);
        budget = budget.Learn(2, s_nothing, s_now).Learn(3, s_nothing, s_now);
        Assert.That(budget.Left, Is.EqualTo(2), "two were sent and are not in the five, one is under way");
        Assert.That(budget.Learn(4, Reported(10, 2, 60), s_now).Left, Is.EqualTo(2));
    }

    [Test]
    public void Of_calls_without_a_report_only_those_sent_later_are_taken_off_a_later_report()
    {
        var budget = Sent(default, 4).Learn(2, s_nothing, s_now).Learn(3, s_nothing, s_now).Learn(1, Reported(10, 9, 60), s_now);
        Assert.That(budget.Left, Is.EqualTo(6), "two without a report, one under way");
        budget = Sent(budget, 30);
        for (var call = 5; call < 34; call++)
        {
            budget = budget.Learn(call, s_nothing, s_now);
        }

        Assert.That(budget.Learn(34, Reported(10, 9, 60), s_now).Left, Is.EqualTo(8), "one is under way");
    }

    [Test]
    public void A_call_that_is_given_back_was_never_taken() =>
        Assert.That(Sent(Told(10, 5, 60)).GiveBack(2, s_now).Left, Is.EqualTo(5));

    [TestCase(10)]
    [TestCase(11)]
    public void A_window_that_is_over_counts_no_more_however_close_the_next_one_ends(double now) =>
        Assert.That(Sent(Told(10, 0, 10)).Learn(1, Reported(10, 9, 12 - now), s_now.AddSeconds(now)).Remaining, Is.EqualTo(9));

    [Test]
    public void The_first_answer_of_a_guessed_window_does_not_count_the_calls_behind_it()
    {
        var later = s_now.AddSeconds(60);
        var guess = Told(10, 0, 60).Take(s_all, later).Budget.Take(s_all, later).Budget;
        Assert.That((guess.Left, guess.IsGuess, guess.ResetsAt), Is.EqualTo((8, true, s_now.AddSeconds(120))));

        var learned = guess.Learn(2, Reported(10, 9, 70), later);
        Assert.That((learned.Left, learned.IsGuess, learned.ResetsAt), Is.EqualTo((8, false, s_now.AddSeconds(130))), "the second call was sent, though this answer does not know of it");
    }

    [Test]
    public void A_late_response_of_the_window_before_says_nothing_of_a_guessed_one()
    {
        var later = s_now.AddSeconds(60);
        var guess = Told(10, 10, 60, inFlight: 1).Take(s_all, later).Budget;
        var learned = guess.Learn(2, Reported(10, 0, 1), later);
        Assert.That((learned.Left, learned.IsGuess), Is.EqualTo((9, true)));
    }

    [Test]
    public void A_late_response_of_the_window_before_says_nothing_of_a_reported_one()
    {
        var later = s_now.AddSeconds(60);
        var budget = Told(10, 10, 60, inFlight: 1).Take(s_all, later).Budget.Learn(3, Reported(10, 9, 60), later);
        Assert.That(budget.Learn(2, Reported(10, 0, 1), later), Has.Property("Left").EqualTo(9).And.Property("ResetsAt").EqualTo(s_now.AddSeconds(120)));
    }

    [Test]
    public void A_slow_response_that_names_seconds_left_does_not_pass_for_a_new_window()
    {
        var budget = Told(10, 2, 60, inFlight: 1);
        var slow = Reported(10, 9, 60) with { Took = TimeSpan.FromSeconds(10) };
        var learned = budget.Learn(2, slow, s_now.AddSeconds(10));
        Assert.That((learned.Remaining, learned.ResetsAt), Is.EqualTo((2, s_now.AddSeconds(60))));

        var over = budget.Learn(2, slow with { Took = TimeSpan.FromSeconds(61) }, s_now.AddSeconds(61));
        Assert.That((over.Remaining, over.ResetsAt), Is.EqualTo((2, s_now.AddSeconds(60))), "the window is over, and so is the response's");

        var guess = budget.Take(s_all, s_now.AddSeconds(60)).Budget.Learn(2, slow with { Took = TimeSpan.FromSeconds(60) }, s_now.AddSeconds(60));
        Assert.That((guess.IsGuess, guess.Left), Is.EqualTo((true, 8)), "it may have been counted in either window");
    }

    [Test]
    public void The_longest_window_seen_is_the_guess_for_the_next()
    {
        var budget = Sent(Told(10, 5, 60)).Learn(2, Reported(10, 4, 30), s_now.AddSeconds(30));
        Assert.That(budget.Window, Is.EqualTo(TimeSpan.FromSeconds(60)));
        Assert.That(Sent(budget).Learn(3, Reported(10, 9, 90), s_now.AddSeconds(60)).Window, Is.EqualTo(TimeSpan.FromSeconds(90)));
    }

    [TestCase(59.5, 59.5, Description = "each report names the latest end there can be, so the earliest counts")]
    [TestCase(60.5, 60)]
    [TestCase(61, 60, Description = "a second later is not yet another end")]
    [TestCase(61.5, 61.5, Description = "more than a second later is another end")]
    public void Of_the_ends_of_one_window_the_earliest_counts(double resets, double expected) =>
        Assert.That(Sent(Told(10, 5, 60)).Learn(2, Reported(10, 4, resets), s_now).ResetsAt, Is.EqualTo(s_now.AddSeconds(expected)));

    [Test]
    public void A_pause_that_is_over_lets_the_budget_count_again()
    {
        var budget = Sent(Told(10, 3, 60)).Learn(2, Refused(5), s_now);
        Assert.That(budget.Take(s_all, s_now.AddSeconds(4)).Wait, Is.EqualTo(TimeSpan.FromSeconds(1)));
        var (taken, wait) = budget.Take(s_all, s_now.AddSeconds(5));
        Assert.That((taken.Left, wait), Is.EqualTo((budget.Left - 1, TimeSpan.Zero)));
    }

    [Test]
    public void A_new_window_brings_its_own_count() =>
        Assert.That(Sent(Told(10, 0, 10)).Learn(2, Reported(10, 9, 60), s_now.AddSeconds(11)).Left, Is.EqualTo(9));

    [Test]
    public void An_answer_from_a_window_that_is_over_is_passed_by([Values(-1, 0)] int seconds)
    {
        var budget = Told(10, 4, 60);
        var learned = Sent(budget).Learn(2, Reported(10, 0, seconds), s_now);
        Assert.That((learned.Remaining, learned.ResetsAt, learned.Window), Is.EqualTo((budget.Remaining, budget.ResetsAt, budget.Window)));
    }

    [Test]
    public void A_limit_of_zero_is_no_budget() =>
        Assert.That(Sent(default).Learn(1, Reported(0, 0, 60), s_now), Has.Property("Limit").Zero.And.Property("ResetsAt").EqualTo(default(DateTimeOffset)));

    [Test]
    public void A_refusal_without_figures_keeps_everyone_away_for_as_long_as_it_asked()
    {
        var budget = Sent(default, 2).Learn(1, Refused(30), s_now);
        Assert.That(budget.Take(s_all, s_now.AddSeconds(10)).Wait, Is.EqualTo(TimeSpan.FromSeconds(20)));
        Assert.That(budget.Learn(2, Refused(5), s_now).PausedUntil, Is.EqualTo(s_now.AddSeconds(30)), "a shorter one takes nothing back");
        Assert.That(budget.Take(s_all, s_now.AddSeconds(30)).Wait, Is.EqualTo(TimeSpan.Zero));
    }

    [Test]
    public void A_call_that_nobody_ends_is_under_way_for_a_lease_at_least_and_two_at_most()
    {
        var lease = s_all.Lease;
        var budget = Sent(default);
        budget = budget.Take(s_all, s_now + lease - TimeSpan.FromTicks(1)).Budget;
        Assert.That(budget.Take(s_all, s_now + lease).Budget.Leases.Count, Is.EqualTo(3));
        Assert.That(budget.Take(s_all, s_now + lease + lease - TimeSpan.FromTicks(1)).Budget.Leases.Count, Is.EqualTo(3));
        Assert.That(budget.Take(s_all, s_now + lease + lease).Budget.Leases.Count, Is.EqualTo(1));
    }

    [Test]
    public void A_call_whose_lease_has_ended_still_counts_as_sent_in_its_window()
    {
        var budget = Sent(Told(10, 5, 3600));
        var later = budget.Take(s_all, s_now + s_all.Lease + s_all.Lease).Budget;
        Assert.That(later.Left, Is.EqualTo(3), "one that was lost and this one");
        Assert.That(later.Learn(2, s_nothing, s_now + s_all.Lease + s_all.Lease).Leases.Count, Is.EqualTo(1), "the lost one that ends after all ends nobody else's");
    }

    [Test]
    public void No_times_carry_a_sum_out_of_range()
    {
        var far = new RateLimitReport(10, 0, TimeSpan.MaxValue, TimeSpan.MaxValue, TimeSpan.MaxValue);
        var budget = Sent(default).Learn(1, far, s_now);
        Assert.That(() => budget.Take(s_all with { Lease = TimeSpan.MaxValue }, DateTimeOffset.MaxValue), Throws.Nothing);
        Assert.That(() => Sent(budget).Learn(2, new RateLimitReport(1, int.MinValue, TimeSpan.MinValue, TimeSpan.FromDays(1), TimeSpan.MinValue), DateTimeOffset.MinValue), Throws.Nothing);
        Assert.That(Sent(default).Learn(1, new RateLimitReport(1, int.MinValue, TimeSpan.FromSeconds(1), default, default), s_now).Left, Is.EqualTo(int.MinValue));
    }

    [Test]
    public void An_answer_that_refuses_nothing_pauses_nobody_also_when_the_clock_is_set_back()
    {
        var budget = Sent(default).Learn(1, s_nothing, s_now);
        Assert.That(budget.PausedUntil, Is.EqualTo(default(DateTimeOffset)));
        Assert.That(budget.Take(s_all, s_now.AddSeconds(-10)).Wait, Is.EqualTo(TimeSpan.Zero));
    }

    [Test]
    public void A_bucket_of_unknown_limit_is_not_used_up_however_many_calls_are_under_way() => Assert.That(Sent(default, 3).IsUsedUp(s_all), Is.False);

    [TestCase(57.9, 4)]
    [TestCase(58, 3)]
    [TestCase(62, 3)]
    [TestCase(62.1, 4)]
    public void A_report_of_another_window_drops_the_calls_without_a_report_and_one_whose_end_wavers_by_two_seconds_does_not(double resets, int left)
    {
        // The third call was sent after the second, so what the second one reports does not count it.
        var budget = Sent(Told(10, 5, 60), 2).Learn(3, s_nothing, s_now);
        Assert.That(budget.Learn(2, Reported(10, 4, resets), s_now).Left, Is.EqualTo(left));
    }

    [Test]
    public void A_window_that_ends_at_this_moment_is_over_however_close_the_next_one_ends()
    {
        var budget = Sent(Told(10, 4, 60), 2).Learn(3, s_nothing, s_now);
        var learned = budget.Learn(2, Reported(10, 9, 0.5), s_now.AddSeconds(60));
        Assert.That((learned.Left, learned.ResetsAt), Is.EqualTo((9, s_now.AddSeconds(60.5))), "the call without a report was of the window before");
    }

    [TestCase(60, 5, 20, 5, false, Description = "the server has begun the window, with a new limit")]
    [TestCase(30, 0, 20, 5, false, Description = "the middle belongs to the guessed window")]
    [TestCase(30, 1, 10, 8, true, Description = "it may be of either window, so its call counts without its report")]
    [TestCase(29.9, 0, 10, 9, true, Description = "it is of the window before")]
    public void The_report_of_an_earlier_call_is_of_a_guessed_window_when_that_window_ends_past_the_middle_of_the_guess(
        double resets, double took, int limit, int left, bool isGuess)
    {
        var later = s_now.AddSeconds(60);
        var guess = Told(10, 0, 60, inFlight: 1).Take(s_all, later).Budget;
        var learned = guess.Learn(2, Reported(20, 6, resets) with { Took = TimeSpan.FromSeconds(took) }, later);
        Assert.That((learned.Limit, learned.Left, learned.IsGuess), Is.EqualTo((limit, left, isGuess)));
    }

    [Test]
    public void A_slow_answer_in_a_guessed_window_does_not_hide_that_a_later_call_was_answered_without_a_report()
    {
        // The second and the third call are of the window before, the fourth and the fifth of the guessed one.
        var later = s_now.AddSeconds(60);
        var budget = Told(10, 10, 60, inFlight: 2).Take(s_all, later).Budget.Take(s_all, later).Budget
            .Learn(5, s_nothing, later)
            .Learn(3, Reported(10, 9, 60) with { Took = TimeSpan.FromSeconds(60) }, later)
            .Learn(2, Reported(10, 10, 60), later)
            .Learn(4, Reported(10, 9, 60), later);
        Assert.That(budget.Left, Is.EqualTo(8), "the fifth was sent after the fourth, whose nine do not count it");
    }

    [TestCase(57.9, 5, 60.0)]
    [TestCase(58, 3, 58.0)]
    public void The_report_of_an_earlier_call_counts_unless_its_window_ends_more_than_two_seconds_before(double resets, int remaining, double resetsAt)
    {
        var learned = Told(10, 5, 60, inFlight: 1).Learn(2, Reported(10, 3, resets), s_now);
        Assert.That((learned.Remaining, learned.ResetsAt), Is.EqualTo((remaining, s_now.AddSeconds(resetsAt))));
    }

    [TestCase(58, 60)]
    [TestCase(61.5, 61.5)]
    public void The_longest_window_seen_is_the_guess_for_the_next_also_when_an_earlier_call_reports_it(double resets, double window) =>
        Assert.That(Told(10, 5, 60, inFlight: 1).Learn(2, Reported(10, 3, resets), s_now).Window, Is.EqualTo(TimeSpan.FromSeconds(window)));

    [TestCase(8, 7, Description = "it changed nothing, so the later call's report counts")]
    [TestCase(5, 7)]
    [TestCase(3, 3, Description = "it may have been counted after the later call")]
    public void Only_a_lower_report_of_an_earlier_call_outdates_what_a_later_one_reports(int earlier, int left)
    {
        var budget = Sent(Told(10, 5, 60, inFlight: 1)).Learn(2, Reported(10, earlier, 60), s_now);
        Assert.That(budget.Learn(3, Reported(10, 7, 60), s_now).Left, Is.EqualTo(left));
    }

    [Test]
    public void A_call_without_a_report_is_counted_in_a_later_one_s_report_also_while_others_are_under_way()
    {
        var budget = Sent(Told(10, 5, 60), 3).Learn(2, s_nothing, s_now).Learn(3, Reported(10, 3, 60), s_now);
        Assert.That(budget.Left, Is.EqualTo(2), "only the fourth call is not in the three");
    }

    /// <summary>A budget by the response to its only answered call, with others still under way.</summary>
    private static RateLimitBudget Told(int limit, int remaining, int seconds, int inFlight = 0) =>
        Sent(default, 1 + inFlight).Learn(1, Reported(limit, remaining, seconds), s_now);

    private static RateLimitBudget Sent(RateLimitBudget budget, int calls = 1)
    {
        for (; calls > 0; calls--)
        {
            budget = budget.Count(s_all.Lease, s_now);
        }

        return budget;
    }

    private static RateLimitReport Reported(int limit, int remaining, double seconds) => new(limit, remaining, TimeSpan.FromSeconds(seconds), TimeSpan.Zero, TimeSpan.Zero);

    private static RateLimitReport Refused(double seconds) => new(0, 0, TimeSpan.Zero, TimeSpan.Zero, TimeSpan.FromSeconds(seconds));
}
