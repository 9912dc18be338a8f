using System.Collections.Concurrent;
using IdentitySdk.Core;

namespace IdentitySdk;

/// <summary>What a client knows of the vendor's rate limits, bucket by bucket.</summary>
public sealed class RateLimits
{
    private readonly ConcurrentDictionary<string, RateLimitBudget> _budgets = new(StringComparer.Ordinal);

    internal RateLimits()
    {
    }

    /// <summary>The latest rate limit of each bucket that a response has told of.</summary>
    /// <returns>A copy, by bucket name.</returns>
    public IReadOnlyDictionary<string, RateLimit> Snapshot() =>
        _budgets.Where(pair => pair.Value.Latest is not null).ToDictionary(pair => pair.Key, pair => pair.Value.Latest!.Value);

    internal RateLimitBudget Budget(string bucket) => _budgets.GetOrAdd(bucket, _ => new RateLimitBudget());
}
