using System.Collections.Concurrent;
using System.Diagnostics;
using StackExchange.Redis;

namespace IdentitySdk.Redis;

/// <summary>Stores rate-limit budgets in Redis: all processes with the same Redis server and key prefix share them in fair parts.</summary>
/// <remarks>
/// A call costs one round trip at most: its report is sent with the next call, and concurrent calls share a round trip. Redis contains only numbers, under a
/// key that reveals neither host nor path and that expires. While Redis cannot be reached, each process uses its part of the limit
/// (<see cref="RedisOptions.OutagePolicy"/>). Requires Redis 5 or later; clusters are supported.
/// <para>Use one store for all clients of a process, and dispose it after them: this returns the calls in flight.</para>
/// </remarks>
[DebuggerDisplay("RedisRateLimitStore")]
public sealed class RedisRateLimitStore : IRateLimitStore, IAsyncDisposable, IDisposable
{
    private readonly ConcurrentDictionary<string, SharedBucket> _buckets = new(StringComparer.Ordinal);
    private readonly string _process = Guid.NewGuid().ToString("N").Substring(0, 16);
    private readonly RedisLink _link;
    private readonly MemoryRateLimitStore _local;
    private readonly Func<string, SharedBucket> _create;
    private bool _isDisposed;

    /// <summary>Creates a store.</summary>
    /// <param name="connection">The connection. The store does not dispose it.</param>
    /// <param name="options">The options; null for the defaults.</param>
    /// <exception cref="ArgumentException">An option is missing or out of range; the exception names it.</exception>
    public RedisRateLimitStore(IConnectionMultiplexer connection, RedisOptions? options = null)
        : this(RedisLink.Connected(connection), (options ?? new RedisOptions()).CopyChecked())
    {
    }

    internal RedisRateLimitStore(Func<Task<IConnectionMultiplexer>> connect, RedisOptions options)
    {
        _link = new RedisLink(connect, options, "rate-limit store");
        _local = new MemoryRateLimitStore(options.TimeProvider);
        _create = key => new SharedBucket(
            _link, RedisKeys.Create(options.KeyPrefix, "budget", key), _process, new LocalBudget(key, _local, options.ExpectedProcesses, options.TimeProvider));
    }

    /// <inheritdoc/>
    public async ValueTask<RateLimitGrant> TakeAsync(string key, RateLimitTerms terms, CancellationToken cancellationToken)
    {
        var bucket = Bucket(key);
        if (!_isDisposed && await bucket.TakeAsync(terms, cancellationToken).ConfigureAwait(false) is { } grant)
        {
            return grant;
        }

        _link.CountFallback();
        if (_link.Options.OutagePolicy == RedisOutagePolicy.Refuse)
        {
            return RateLimitGrant.Refused(_link.Options.RetryInterval);
        }

        return await bucket.Local.TakeAsync(terms).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public ValueTask ReportAsync(string key, long number, RateLimitReport report, CancellationToken cancellationToken)
    {
        var bucket = Bucket(key);
        report = new(
            Math.Max(report.Limit, 0), Math.Max(report.Remaining, 0), Bounded(report.ResetsIn), Bounded(report.Took), Bounded(report.RefusedFor));
        if (number >= SharedBucket.FirstNumber)
        {
            bucket.Complete(number, report);
            bucket.Local.Report(0, report);
        }
        else
        {
            bucket.Local.Report(number, report);
        }

        return default;
    }

    /// <inheritdoc/>
    public ValueTask GiveBackAsync(string key, long number, CancellationToken cancellationToken)
    {
        var bucket = Bucket(key);
        if (number >= SharedBucket.FirstNumber)
        {
            bucket.Complete(number, null);
        }
        else
        {
            bucket.Local.GiveBack(number);
        }

        return default;
    }

    /// <summary>Returns the calls in flight, waiting for Redis at most <see cref="RedisOptions.Timeout"/>. Later calls use the local budget.</summary>
    /// <returns>A task that completes when the calls are returned.</returns>
    public async ValueTask DisposeAsync()
    {
        _isDisposed = true;
        await Task.WhenAll(_buckets.Values.Select(static bucket => bucket.CloseAsync())).ConfigureAwait(false);
    }

    /// <summary>Returns the calls in flight, without waiting for Redis.</summary>
    public void Dispose()
    {
        _isDisposed = true;
        foreach (var bucket in _buckets.Values)
        {
            _ = bucket.CloseAsync();
        }
    }

    /// <summary>Sends what is queued.</summary>
    internal Task FlushAsync() => Task.WhenAll(_buckets.Values.Select(static bucket => bucket.FlushAsync()));

    private static TimeSpan Bounded(TimeSpan time) => time < TimeSpan.Zero ? TimeSpan.Zero : time < Script.Longest ? time : Script.Longest;

    private SharedBucket Bucket(string key) => _buckets.GetOrAdd(key, _create);
}
