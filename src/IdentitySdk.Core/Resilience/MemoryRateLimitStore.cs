using System.Collections.Concurrent;
using IdentitySdk.Core;

namespace IdentitySdk;

/// <summary>A store of rate-limit budgets in this process, shared by all clients that use it.</summary>
public sealed class MemoryRateLimitStore : IRateLimitStore
{
    private readonly ConcurrentDictionary<string, Entry> _entries = new(StringComparer.Ordinal);
    private readonly TimeProvider _clock;

    /// <summary>Creates a store that uses the system's clock.</summary>
    public MemoryRateLimitStore()
        : this(TimeProvider.System)
    {
    }

    /// <summary>Creates a store.</summary>
    /// <param name="timeProvider">The clock that windows and leases are measured by.</param>
    public MemoryRateLimitStore(TimeProvider timeProvider) => _clock = timeProvider ?? throw new ArgumentNullException(nameof(timeProvider));

    /// <inheritdoc/>
    public ValueTask<RateLimitGrant> TakeAsync(string key, RateLimitTerms terms, CancellationToken cancellationToken)
    {
        var entry = Find(key);
        lock (entry)
        {
            (entry.Budget, var wait) = entry.Budget.Take(terms, _clock.GetUtcNow());
            return new(wait == TimeSpan.Zero ? RateLimitGrant.Granted(entry.Budget.Taken, entry.Budget.Limit > 0) : RateLimitGrant.Denied(wait));
        }
    }

    /// <inheritdoc/>
    public ValueTask ReportAsync(string key, long number, RateLimitReport report, CancellationToken cancellationToken)
    {
        var entry = Find(key);
        lock (entry)
        {
            entry.Budget = entry.Budget.Learn(number, report, _clock.GetUtcNow());
        }

        return default;
    }

    /// <inheritdoc/>
    public ValueTask GiveBackAsync(string key, long number, CancellationToken cancellationToken)
    {
        var entry = Find(key);
        lock (entry)
        {
            entry.Budget = entry.Budget.GiveBack(number, _clock.GetUtcNow());
        }

        return default;
    }

    private Entry Find(string key) => _entries.GetOrAdd(key, static _ => new Entry());

    private sealed class Entry
    {
        public RateLimitBudget Budget { get; set; }
    }
}
