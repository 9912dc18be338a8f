using System.Collections.Concurrent;
using System.Diagnostics;

namespace IdentitySdk;

/// <summary>Keeps access tokens in this process. Each client has one of its own unless clients are given the same.</summary>
[DebuggerDisplay("MemoryTokenCache")]
public sealed class MemoryTokenCache : ITokenCache
{
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    private readonly ConcurrentDictionary<string, Entry> _entries = new(StringComparer.Ordinal);
    private readonly TimeProvider _clock;

    /// <summary>Makes a cache on the system's clock.</summary>
    public MemoryTokenCache()
        : this(TimeProvider.System)
    {
    }

    /// <summary>Makes a cache.</summary>
    /// <param name="timeProvider">The clock by which leases end.</param>
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
            if (entry.Holder is { } holder && _clock.GetElapsedTime(entry.LeasedAt, now) < holder.Duration)
            {
                return default;
            }

            var lease = new TokenLease(++entry.LatestLease, duration);
            (entry.Holder, entry.LeasedAt) = (lease, now);
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
            entry.End(lease);
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
                entry.End(lease);
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

        public TokenLease? Holder { get; set; }

        public long LeasedAt { get; set; }

        public void End(TokenLease lease) => Holder = Holder?.FencingNumber == lease.FencingNumber ? null : Holder;
    }
}
