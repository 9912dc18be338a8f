using IdentitySdk.Core;

namespace IdentitySdk.Tests;

public sealed class RateLimitBudgetTests
{
    private static readonly DateTimeOffset s_now = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    [Test]
    public void Nothing_is_held_back_before_a_response_has_told() =>
        Assert.That(default(RateLimitBudget).Take(1, 0, 500, s_now).Wait, Is.EqualTo(TimeSpan.Zero));

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
        var budget = Told(limit, limit, 60);
        var sent = 0;
        for (; budget.Take(share, floor, 0, s_now) is { Wait.Ticks: 0 } taken && sent <= limit; sent++)
        {
            budget = taken.Budget;
        }

        Assert.That(sent, Is.EqualTo(expected));
        Assert.That(budget.Take(share, floor, 0, s_now).Wait, Is.EqualTo(TimeSpan.FromSeconds(60)));
    }

    [Test]
    public void After_the_reset_the_known_limit_still_holds()
    {
        var budget = Told(10, 0, 60);
        var later = s_now.AddSeconds(60);
        for (var sent = 0; sent < 10; sent++)
        {
            (budget, var wait) = budget.Take(1, 0, 0, later);
            Assert.That(wait, Is.EqualTo(TimeSpan.Zero), $"call {sent}");
        }

        Assert.That(budget.Take(1, 0, 0, later).Wait, Is.EqualTo(TimeSpan.FromSeconds(60)), "the eleventh waits for the window after");
    }

    [Test]
    public void Calls_in_flight_at_the_reset_count_in_the_new_window() =>
        Assert.That(Told(10, 0, 60).Take(1, 0, 10, s_now.AddSeconds(60)).Wait, Is.GreaterThan(TimeSpan.Zero));

    [Test]
    public void A_response_does_not_count_the_calls_behind_it() => Assert.That(Told(10, 5, 60, inFlight: 3).Left, Is.EqualTo(2));

    [TestCase(10, 20, 20)]
    [TestCase(20, 10, 20)]
    [TestCase(-1, 10, 10)]
    public void Of_two_refusals_the_one_that_lasts_longer_counts(int first, int second, int expected)
    {
        var paused = default(RateLimitBudget) with { PausedUntil = s_now.AddSeconds(first) };
        Assert.That(paused.Learn(null, TimeSpan.FromSeconds(second), 0, s_now).PausedUntil, Is.EqualTo(s_now.AddSeconds(expected)));
    }

    [Test]
    public void A_store_gives_back_what_it_was_given([Values] bool isGuess)
    {
        var budget = Told(10, 3, 60) with { IsGuess = isGuess, PausedUntil = s_now.AddSeconds(7) };
        Assert.That(RateLimitBudget.Parse(budget.ToString()), Is.EqualTo(budget));
    }

    [Test]
    public void Within_a_window_what_is_left_only_shrinks()
    {
        var budget = Told(10, 3, 60).Learn(new RateLimit(10, 8, s_now.AddSeconds(60)), null, 0, s_now);
        Assert.That(budget.Left, Is.EqualTo(3), "an older response came later");
        Assert.That(budget.Learn(new RateLimit(10, 8, s_now.AddSeconds(62)), null, 0, s_now).Left, Is.EqualTo(3), "whole seconds waver");
        Assert.That(budget.Learn(new RateLimit(10, 8, s_now.AddSeconds(63)), null, 0, s_now).Left, Is.EqualTo(8), "more than that is another window");
    }

    [TestCase(10)]
    [TestCase(11)]
    public void A_window_that_is_over_counts_no_more_however_close_the_next_one_ends(double now) =>
        Assert.That(Told(10, 0, 10).Learn(new RateLimit(10, 9, s_now.AddSeconds(12)), null, 0, s_now.AddSeconds(now)).Left, Is.EqualTo(9));

    [Test]
    public void The_first_answer_of_a_guessed_window_does_not_count_the_calls_behind_it()
    {
        var later = s_now.AddSeconds(60);
        var guess = Told(10, 0, 60).Take(1, 0, 0, later).Budget.Take(1, 0, 0, later).Budget;
        Assert.That((guess.Left, guess.IsGuess, guess.ResetsAt), Is.EqualTo((8, true, s_now.AddSeconds(120))));

        var told = guess.Learn(new RateLimit(10, 9, s_now.AddSeconds(130)), null, 0, later);
        Assert.That((told.Left, told.IsGuess, told.ResetsAt), Is.EqualTo((8, false, s_now.AddSeconds(130))), "the second call was sent, though this answer does not know of it");
    }

    [Test]
    public void The_longest_window_seen_is_the_guess_for_the_next()
    {
        var budget = Told(10, 5, 60).Learn(new RateLimit(10, 4, s_now.AddSeconds(60)), null, 0, s_now.AddSeconds(30));
        Assert.That(budget.Window, Is.EqualTo(TimeSpan.FromSeconds(60)));
        Assert.That(budget.Learn(new RateLimit(10, 9, s_now.AddSeconds(150)), null, 0, s_now.AddSeconds(60)).Window, Is.EqualTo(TimeSpan.FromSeconds(90)));
    }

    [Test]
    public void A_pause_that_is_over_lets_the_budget_count_again()
    {
        var budget = Told(10, 3, 60).Learn(null, TimeSpan.FromSeconds(5), 0, s_now);
        Assert.That(budget.Take(1, 0, 0, s_now.AddSeconds(5)), Is.EqualTo((budget with { Left = 2 }, TimeSpan.Zero)));
    }

    [Test]
    public void A_new_window_brings_its_own_count() =>
        Assert.That(Told(10, 0, 10).Learn(new RateLimit(10, 9, s_now.AddSeconds(71)), null, 0, s_now.AddSeconds(11)).Left, Is.EqualTo(9));

    [Test]
    public void An_answer_from_a_window_that_is_over_is_passed_by([Values(-1, 0)] int seconds)
    {
        var budget = Told(10, 4, 60);
        Assert.That(budget.Learn(new RateLimit(10, 0, s_now.AddSeconds(seconds)), null, 0, s_now), Is.EqualTo(budget));
    }

    [Test]
    public void A_limit_of_zero_is_no_budget() =>
        Assert.That(default(RateLimitBudget).Learn(new RateLimit(0, 0, s_now.AddSeconds(60)), null, 0, s_now), Is.EqualTo(default(RateLimitBudget)));

    [Test]
    public void A_refusal_without_figures_keeps_everyone_away_for_as_long_as_it_asked()
    {
        var budget = default(RateLimitBudget).Learn(null, TimeSpan.FromSeconds(30), 0, s_now);
        Assert.That(budget.Take(1, 0, 0, s_now.AddSeconds(10)).Wait, Is.EqualTo(TimeSpan.FromSeconds(20)));
        Assert.That(budget.Learn(null, TimeSpan.FromSeconds(5), 0, s_now).PausedUntil, Is.EqualTo(s_now.AddSeconds(30)), "a shorter one takes nothing back");
        Assert.That(budget.Take(1, 0, 0, s_now.AddSeconds(30)).Wait, Is.EqualTo(TimeSpan.Zero));
    }

    [Test]
    public void It_survives_a_store()
    {
        var budget = Told(10, 3, 60).Learn(null, TimeSpan.FromSeconds(5), 0, s_now).Take(1, 0, 0, s_now.AddSeconds(90)).Budget;
        Assert.That(RateLimitBudget.Parse(budget.ToString()), Is.EqualTo(budget));
        Assert.That(budget.ToString(), Has.Length.LessThan(200));
    }

    [TestCase(0, 0, 3600)]
    [TestCase(60, 0, 3660)]
    [TestCase(0, 90, 3690)]
    [TestCase(60, 90, 3690)]
    [TestCase(90, 60, 3690)]
    public void A_store_keeps_it_an_hour_longer_than_it_speaks_of(int resets, int paused, int expected)
    {
        var budget = default(RateLimitBudget) with { ResetsAt = s_now.AddSeconds(resets), PausedUntil = s_now.AddSeconds(paused) };
        Assert.That(budget.Lifetime(s_now), Is.EqualTo(TimeSpan.FromSeconds(expected)));
    }

    [Test]
    public void A_store_s_text_may_go_to_the_ends_of_every_range()
    {
        var last = DateTimeOffset.MaxValue.Ticks;
        Assert.That(RateLimitBudget.Parse("1 0 -2147483648 0 0 0 0"), Is.EqualTo(new RateLimitBudget(0, int.MinValue, default, default, false, default)));
        Assert.That(
            RateLimitBudget.Parse($"1 2147483647 2147483647 {last} {last} 1 {last}"),
            Is.EqualTo(new RateLimitBudget(int.MaxValue, int.MaxValue, DateTimeOffset.MaxValue, new TimeSpan(last), true, DateTimeOffset.MaxValue)));
        Assert.That(RateLimitBudget.Parse("1 10 5 1 1 2 1").IsGuess, Is.False);
    }

    [TestCase("1 -1 5 1 1 0 1")]
    [TestCase("1 2147483648 5 1 1 0 1")]
    [TestCase("1 10 -2147483649 1 1 0 1")]
    [TestCase("1 10 2147483648 1 1 0 1")]
    [TestCase("1 10 5 -1 1 0 1")]
    [TestCase("1 10 5 1 -1 0 1")]
    [TestCase("1 10 5 1 9223372036854775807 0 1")]
    [TestCase("1 10 5 1 1 0 9223372036854775807")]
    [TestCase("1 10 5 1 1 0 1 1")]
    [TestCase("1 10 5 1 1 0 x")]
    [TestCase("0 10 5 1 1 0 1")]
    [TestCase(null)]
    [TestCase("")]
    [TestCase("2 1 1 1 1 1 1")]
    [TestCase("1 10 5")]
    [TestCase("1 10 5 9223372036854775807 1 0 1")]
    [TestCase("1 10 5 1 1 0 -1")]
    [TestCase("1 99999999999 5 1 1 0 1")]
    [TestCase("hello")]
    public void A_text_that_is_not_a_budget_is_none(string? text) => Assert.That(RateLimitBudget.Parse(text), Is.EqualTo(default(RateLimitBudget)));

    private static RateLimitBudget Told(int limit, int remaining, int seconds, int inFlight = 0) =>
        default(RateLimitBudget).Learn(new RateLimit(limit, remaining, s_now.AddSeconds(seconds)), null, inFlight, s_now);
}
