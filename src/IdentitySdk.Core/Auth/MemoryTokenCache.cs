using System.Collections.Concurrent;
using System.Diagnostics;

namespace IdentitySdk;

/// <summary>Cache for access tokens in the memory of this process. By default each client has one of its own.</summary>
[DebuggerDisplay("MemoryTokenCache")]
public sealed class MemoryTokenCache : ITokenCache
{
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    private readonly ConcurrentDictionary<string, Entry> _entries = new(StringComparer.Ordinal);
    private readonly TimeProvider _clock;

    /// <summary>Creates a cache that uses the system clock.</summary>
    public MemoryTokenCache()
        : this(TimeProvider.System)
    {
    }

    /// <summary>Creates a cache.</summary>
    /// <param name="timeProvider">Clock for the expiry of leases.</param>
    public MemoryTokenCache(TimeProvider timeProvider) => _clock = timeProvider ?? throw new ArgumentNullException(nameof(timeProvider));

    /// <inheritdoc/>
    public ValueTask<AccessToken?> GetAsync(string key, CancellationToken cancellationToken)
    {
        if (!_entries.TryGetValue(key, out var entry))
        {
            return default;
        }

        lock (entry)
        {
            return new(entry.Token);
        }
    }

    /// <inheritdoc/>
    public ValueTask<TokenLease?> TryLeaseAsync(string key, TimeSpan duration, CancellationToken cancellationToken)
    {
        var entry = _entries.GetOrAdd(key, static _ => new Entry());
        lock (entry)
        {
            var now = _clock.GetTimestamp();
            if (entry.Lease is { } current && _clock.GetElapsedTime(entry.LeasedAt, now) < current.Duration)
            {
                return default;
            }

            var lease = new TokenLease(++entry.LatestLease, duration);
            (entry.Lease, entry.LeasedAt) = (lease, now);
            return new(lease);
        }
    }

    /// <inheritdoc/>
    public ValueTask<bool> SetAsync(string key, AccessToken token, TokenLease lease, CancellationToken cancellationToken)
    {
        _ = token ?? throw new ArgumentNullException(nameof(token));
        var entry = _entries.GetOrAdd(key, static _ => new Entry());
        lock (entry)
        {
            entry.Release(lease);
            if (lease.FencingNumber < entry.StoredUnder)
            {
                return new(false);
            }

            (entry.Token, entry.StoredUnder) = (token, lease.FencingNumber);
            return new(true);
        }
    }

    /// <inheritdoc/>
    public ValueTask ReleaseAsync(string key, TokenLease lease, CancellationToken cancellationToken)
    {
        if (_entries.TryGetValue(key, out var entry))
        {
            lock (entry)
            {
                entry.Release(lease);
            }
        }

        return default;
    }

    [DebuggerDisplay("Entry")]
    private sealed class Entry
    {
        [DebuggerBrowsable(DebuggerBrowsableState.Never)]
        public AccessToken? Token { get; set; }

        public long StoredUnder { get; set; }

        public long LatestLease { get; set; }

        public TokenLease? Lease { get; set; }

        public long LeasedAt { get; set; }

        public void Release(TokenLease lease) => Lease = Lease?.FencingNumber == lease.FencingNumber ? null : Lease;
    }
}
