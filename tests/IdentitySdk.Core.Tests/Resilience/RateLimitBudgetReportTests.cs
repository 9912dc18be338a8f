using IdentitySdk.Core;
using static IdentitySdk.Tests.TestBudget;

namespace IdentitySdk.Tests;

/// <summary>What a budget learns from responses: late ones, slow ones, and those of other windows.</summary>
public sealed class RateLimitBudgetReportTests
{
    [Test]
    public void Calls_sent_after_the_reporting_one_are_subtracted() => Assert.That(Known(10, 5, 60, underWay: 3).Left, Is.EqualTo(2));

    [Test]
    public void Response_to_an_earlier_call_never_raises_what_is_left()
    {
        var budget = Sent(default, 2).Learn(2, Reported(10, 3, 60), Now);
        var older = budget.Learn(1, Reported(10, 8, 60), Now);
        Assert.That(older.Remaining, Is.EqualTo(3), "a later response to an earlier call");
        Assert.That(budget.Learn(1, Reported(10, 8, 62), Now).Remaining, Is.EqualTo(3), "whole seconds vary");
        Assert.That(budget.Learn(1, Reported(10, 8, 63), Now).Remaining, Is.EqualTo(8), "more than that is another window");
        Assert.That(budget.Learn(1, Reported(10, 1, 60), Now).Remaining, Is.EqualTo(1), "a lower number counts, because the vendor may have counted it later");
    }

    [Test]
    public void Response_to_the_latest_sent_call_counts()
    {
        var budget = Sent(Known(10, 3, 60)).Learn(2, Reported(10, 8, 60), Now);
        Assert.That(budget.Left, Is.EqualTo(8));
    }

    [Test]
    public void Responses_that_always_report_the_same_remaining_stop_no_call()
    {
        var budget = default(RateLimitBudget);
        for (var call = 1; call <= 1000; call++)
        {
            (budget, var wait) = budget.Take(Terms, Now);
            Assert.That(wait, Is.EqualTo(TimeSpan.Zero), $"call {call}");
            budget = budget.Learn(call, Reported(600, 599, 60), Now);
        }
    }

    [TestCase(8, 7, Description = "the earlier report changes nothing")]
    [TestCase(5, 7)]
    [TestCase(3, 3, Description = "the vendor may have counted the earlier call after the later one")]
    public void Only_a_lower_report_of_an_earlier_call_outdates_later_ones(int earlier, int left)
    {
        var budget = Sent(Known(10, 5, 60, underWay: 1)).Learn(2, Reported(10, earlier, 60), Now);
        Assert.That(budget.Learn(3, Reported(10, 7, 60), Now).Left, Is.EqualTo(left));
    }

    [Test]
    public void Calls_without_a_report_count_until_a_later_call_reports()
    {
        var budget = Sent(Known(10, 5, 60), 3);
        budget = budget.Learn(2, NoReport, Now).Learn(3, NoReport, Now);
        Assert.That(budget.Left, Is.EqualTo(2), "the five do not include two calls, and one is under way");
        Assert.That(budget.Learn(4, Reported(10, 2, 60), Now).Left, Is.EqualTo(2));
    }

    [Test]
    public void Calls_without_a_report_are_subtracted_only_if_sent_later()
    {
        var budget = Sent(default, 4).Learn(2, NoReport, Now).Learn(3, NoReport, Now).Learn(1, Reported(10, 9, 60), Now);
        Assert.That(budget.Left, Is.EqualTo(6), "two without a report, one under way");
        budget = Sent(budget, 30);
        for (var call = 5; call < 34; call++)
        {
            budget = budget.Learn(call, NoReport, Now);
        }

        Assert.That(budget.Learn(34, Reported(10, 9, 60), Now).Left, Is.EqualTo(8), "one is under way");
    }

    [Test]
    public void Call_without_a_report_is_included_in_the_report_of_a_later_one()
    {
        var budget = Sent(Known(10, 5, 60), 3).Learn(2, NoReport, Now).Learn(3, Reported(10, 3, 60), Now);
        Assert.That(budget.Left, Is.EqualTo(2), "the three do not include the fourth call");
    }

    [TestCase(57.9, 4)]
    [TestCase(58, 3)]
    [TestCase(62, 3)]
    [TestCase(62.1, 4)]
    public void Report_of_another_window_drops_the_calls_without_a_report(double resets, int left)
    {
        // The third call was sent after the second, so the report of the second does not include it.
        var budget = Sent(Known(10, 5, 60), 2).Learn(3, NoReport, Now);
        Assert.That(budget.Learn(2, Reported(10, 4, resets), Now).Left, Is.EqualTo(left));
    }

    [Test]
    public void New_window_has_its_own_count() =>
        Assert.That(Sent(Known(10, 0, 10)).Learn(2, Reported(10, 9, 60), Now.AddSeconds(11)).Left, Is.EqualTo(9));

    [TestCase(10)]
    [TestCase(11)]
    public void Window_that_has_ended_does_not_count_even_if_the_next_ends_soon(double now) =>
        Assert.That(Sent(Known(10, 0, 10)).Learn(1, Reported(10, 9, 12 - now), Now.AddSeconds(now)).Remaining, Is.EqualTo(9));

    [Test]
    public void Window_that_ends_at_this_moment_has_ended()
    {
        var budget = Sent(Known(10, 4, 60), 2).Learn(3, NoReport, Now);
        var learned = budget.Learn(2, Reported(10, 9, 0.5), Now.AddSeconds(60));
        Assert.That((learned.Left, learned.ResetsAt), Is.EqualTo((9, Now.AddSeconds(60.5))), "the call without a report belongs to the previous window");
    }

    [Test]
    public void Report_of_a_window_that_has_ended_is_ignored([Values(-1, 0)] int seconds)
    {
        var budget = Known(10, 4, 60);
        var learned = Sent(budget).Learn(2, Reported(10, 0, seconds), Now);
        Assert.That((learned.Remaining, learned.ResetsAt, learned.Window), Is.EqualTo((budget.Remaining, budget.ResetsAt, budget.Window)));
    }

    [TestCase(57.9, 5, 60.0)]
    [TestCase(58, 3, 58.0)]
    public void Report_of_an_earlier_call_is_ignored_if_its_window_ends_earlier(double resets, int remaining, double resetsAt)
    {
        var learned = Known(10, 5, 60, underWay: 1).Learn(2, Reported(10, 3, resets), Now);
        Assert.That((learned.Remaining, learned.ResetsAt), Is.EqualTo((remaining, Now.AddSeconds(resetsAt))));
    }

    [TestCase(59.5, 59.5, Description = "a report contains the latest possible end")]
    [TestCase(60.5, 60)]
    [TestCase(61, 60, Description = "one second is rounding")]
    [TestCase(61.5, 61.5, Description = "more than one second is another end")]
    public void Earliest_reported_end_of_a_window_counts(double resets, double expected) =>
        Assert.That(Sent(Known(10, 5, 60)).Learn(2, Reported(10, 4, resets), Now).ResetsAt, Is.EqualTo(Now.AddSeconds(expected)));

    [Test]
    public void Slow_response_with_seconds_left_is_not_a_new_window()
    {
        var budget = Known(10, 2, 60, underWay: 1);
        var slow = Reported(10, 9, 60) with { Took = TimeSpan.FromSeconds(10) };
        var learned = budget.Learn(2, slow, Now.AddSeconds(10));
        Assert.That((learned.Remaining, learned.ResetsAt), Is.EqualTo((2, Now.AddSeconds(60))));

        var over = budget.Learn(2, slow with { Took = TimeSpan.FromSeconds(61) }, Now.AddSeconds(61));
        Assert.That((over.Remaining, over.ResetsAt), Is.EqualTo((2, Now.AddSeconds(60))), "both windows have ended");

        var estimate = budget.Take(Terms, Now.AddSeconds(60)).Budget.Learn(2, slow with { Took = TimeSpan.FromSeconds(60) }, Now.AddSeconds(60));
        Assert.That((estimate.IsEstimate, estimate.Left), Is.EqualTo((true, 8)), "the call may belong to either window");
    }

    [Test]
    public void Longest_window_so_far_is_the_estimate_of_the_next()
    {
        var budget = Sent(Known(10, 5, 60)).Learn(2, Reported(10, 4, 30), Now.AddSeconds(30));
        Assert.That(budget.Window, Is.EqualTo(TimeSpan.FromSeconds(60)));
        Assert.That(Sent(budget).Learn(3, Reported(10, 9, 90), Now.AddSeconds(60)).Window, Is.EqualTo(TimeSpan.FromSeconds(90)));
    }

    [TestCase(58, 60)]
    [TestCase(61.5, 61.5)]
    public void Longest_window_may_be_reported_by_an_earlier_call(double resets, double window) =>
        Assert.That(Known(10, 5, 60, underWay: 1).Learn(2, Reported(10, 3, resets), Now).Window, Is.EqualTo(TimeSpan.FromSeconds(window)));

    [Test]
    public void Late_response_of_the_previous_window_does_not_change_a_reported_one()
    {
        var later = Now.AddSeconds(60);
        var budget = Known(10, 10, 60, underWay: 1).Take(Terms, later).Budget.Learn(3, Reported(10, 9, 60), later);
        Assert.That(budget.Learn(2, Reported(10, 0, 1), later), Has.Property("Left").EqualTo(9).And.Property("ResetsAt").EqualTo(Now.AddSeconds(120)));
    }

    [Test]
    public void Late_response_of_the_previous_window_does_not_change_an_estimate()
    {
        var later = Now.AddSeconds(60);
        var estimate = Known(10, 10, 60, underWay: 1).Take(Terms, later).Budget;
        var learned = estimate.Learn(2, Reported(10, 0, 1), later);
        Assert.That((learned.Left, learned.IsEstimate), Is.EqualTo((9, true)));
    }

    [Test]
    public void First_response_in_an_estimated_window_does_not_include_later_calls()
    {
        var later = Now.AddSeconds(60);
        var estimate = Known(10, 0, 60).Take(Terms, later).Budget.Take(Terms, later).Budget;
        Assert.That((estimate.Left, estimate.IsEstimate, estimate.ResetsAt), Is.EqualTo((8, true, Now.AddSeconds(120))));

        var learned = estimate.Learn(2, Reported(10, 9, 70), later);
        Assert.That((learned.Left, learned.IsEstimate, learned.ResetsAt), Is.EqualTo((8, false, Now.AddSeconds(130))), "it does not include the second call");
    }

    [TestCase(60, 5, 20, 5, false, Description = "the vendor's new window, with a new limit")]
    [TestCase(30, 0, 20, 5, false, Description = "the middle belongs to the estimated window")]
    [TestCase(30, 1, 10, 8, true, Description = "the call may belong to either window, so it counts without its report")]
    [TestCase(29.9, 0, 10, 9, true, Description = "the report of the previous window")]
    public void Report_past_the_middle_of_an_estimated_window_is_of_that_window(
        double resets, double took, int limit, int left, bool isEstimate)
    {
        var later = Now.AddSeconds(60);
        var estimate = Known(10, 0, 60, underWay: 1).Take(Terms, later).Budget;
        var learned = estimate.Learn(2, Reported(20, 6, resets) with { Took = TimeSpan.FromSeconds(took) }, later);
        Assert.That((learned.Limit, learned.Left, learned.IsEstimate), Is.EqualTo((limit, left, isEstimate)));
    }

    [Test]
    public void Slow_response_in_an_estimated_window_keeps_later_calls_counted()
    {
        // The second and third call belong to the previous window, the fourth and fifth to the estimated one.
        var later = Now.AddSeconds(60);
        var budget = Known(10, 10, 60, underWay: 2).Take(Terms, later).Budget.Take(Terms, later).Budget
            .Learn(5, NoReport, later)
            .Learn(3, Reported(10, 9, 60) with { Took = TimeSpan.FromSeconds(60) }, later)
            .Learn(2, Reported(10, 10, 60), later)
            .Learn(4, Reported(10, 9, 60), later);
        Assert.That(budget.Left, Is.EqualTo(8), "the nine of the fourth call do not include the fifth");
    }

    [Test]
    public void Lease_that_ends_with_an_unreported_call_keeps_later_calls_counted()
    {
        // The leases of all three calls end in the step in which the second call ends without a report.
        var later = Now + Terms.Lease + Terms.Lease;
        var budget = Sent(Known(10, 5, 3600), 3).Learn(2, NoReport, later);
        Assert.That(budget.Learn(3, Reported(10, 7, 3360), later).Left, Is.EqualTo(6), "the fourth call was sent after the third");
    }
}
