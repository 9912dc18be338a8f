using IdentitySdk.Core;

namespace IdentitySdk.Tests;

/// <summary>Builds budgets and reports.</summary>
internal static class TestBudget
{
    public static readonly DateTimeOffset Now = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);
    public static readonly RateLimitTerms Terms = new(1, 0, TimeSpan.FromMinutes(2));
    public static readonly RateLimitReport NoReport = default;

    /// <summary>A budget whose first call has reported it; other calls are still under way.</summary>
    public static RateLimitBudget Known(int limit, int remaining, int seconds, int underWay = 0) =>
        Sent(default, 1 + underWay).Learn(1, Reported(limit, remaining, seconds), Now);

    public static RateLimitBudget Sent(RateLimitBudget budget, int calls = 1)
    {
        for (; calls > 0; calls--)
        {
            budget = budget.Count(Terms.Lease, Now);
        }

        return budget;
    }

    public static RateLimitReport Reported(int limit, int remaining, double seconds) =>
        new(limit, remaining, TimeSpan.FromSeconds(seconds), TimeSpan.Zero, TimeSpan.Zero);

    public static RateLimitReport Refused(double seconds) => new(0, 0, TimeSpan.Zero, TimeSpan.Zero, TimeSpan.FromSeconds(seconds));
}
