using System.Globalization;
using IdentitySdk.Core;
using StackExchange.Redis;

namespace IdentitySdk.Benchmarks.Budgets;

/// <summary>A simple store for comparison: reads the budget, changes it, and writes it with optimistic concurrency, retrying after conflicts.</summary>
internal sealed class CompareAndSetStore(IConnectionMultiplexer connection) : IRateLimitStore
{
    private readonly IDatabase _database = connection.GetDatabase();

    public async ValueTask<RateLimitGrant> TakeAsync(string key, RateLimitTerms terms, CancellationToken cancellationToken)
    {
        var wait = TimeSpan.Zero;
        var after = await ChangeAsync(key, (budget, now) =>
        {
            (budget, wait) = budget.Take(terms, now);
            return budget;
        }).ConfigureAwait(false);
        return wait == TimeSpan.Zero ? RateLimitGrant.Granted(after.Taken, after.Limit > 0) : RateLimitGrant.Denied(wait);
    }

    public async ValueTask ReportAsync(string key, long number, RateLimitReport report, CancellationToken cancellationToken) =>
        await ChangeAsync(key, (budget, now) => budget.Learn(number, report, now)).ConfigureAwait(false);

    public async ValueTask GiveBackAsync(string key, long number, CancellationToken cancellationToken) =>
        await ChangeAsync(key, (budget, now) => budget.GiveBack(number, now)).ConfigureAwait(false);

    private async Task<RateLimitBudget> ChangeAsync(string key, Func<RateLimitBudget, DateTimeOffset, RateLimitBudget> change)
    {
        while (true)
        {
            var before = await _database.StringGetAsync(key).ConfigureAwait(false);
            var after = change(before.IsNull ? default : Read(before!), TimeProvider.System.GetUtcNow());
            var transaction = _database.CreateTransaction();
            transaction.AddCondition(Condition.StringEqual(key, before));
            _ = transaction.StringSetAsync(key, Write(after), TimeSpan.FromMinutes(10));
            if (await transaction.ExecuteAsync().ConfigureAwait(false))
            {
                return after;
            }
        }
    }

    private static string Write(RateLimitBudget budget) => string.Join(
        ' ',
        budget.Limit, budget.Remaining, budget.ResetsAt.UtcTicks, budget.Window.Ticks, budget.IsEstimate ? 1 : 0, budget.PausedUntil.UtcTicks,
        budget.Taken, budget.KnownAt, budget.Unreported, budget.LatestUnreported, budget.Leases.Newer, budget.Leases.Older,
        budget.Leases.NewerFrom, budget.Leases.OlderFrom, budget.Leases.EndsAt.UtcTicks, budget.Leases.Lease.Ticks);

    private static RateLimitBudget Read(string text)
    {
        var values = text.Split(' ').Select(value => long.Parse(value, CultureInfo.InvariantCulture)).ToArray();
        return new((int)values[0], (int)values[1], new(values[2], TimeSpan.Zero), new(values[3]), values[4] == 1, new(values[5], TimeSpan.Zero))
        {
            Taken = values[6],
            KnownAt = values[7],
            Unreported = (int)values[8],
            LatestUnreported = values[9],
            Leases = new((int)values[10], (int)values[11], values[12], values[13], new(values[14], TimeSpan.Zero), new(values[15])),
        };
    }
}
