using System.Collections.Concurrent;

namespace IdentitySdk.Redis;

/// <summary>The tokens that this process has read or stored, and its leases, for outages of Redis.</summary>
internal sealed class LocalTokens(TimeProvider clock)
{
    private readonly ConcurrentDictionary<string, Entry> _entries = new(StringComparer.Ordinal);

    public AccessToken? Get(string key) => Find(key).Token;

    /// <summary>Records a token from Redis.</summary>
    public void Record(string key, AccessToken token) => Find(key).Token = token;

    public TokenLease? TryLease(string key, TimeSpan duration)
    {
        var entry = Find(key);
        lock (entry)
        {
            var now = clock.GetTimestamp();
            if (entry.Holder is { } holder && clock.GetElapsedTime(entry.LeasedAt, now) < holder.Duration)
            {
                return null;
            }

            // Numbers start at the time, as in Redis, so that the two can be compared.
            var time = (clock.GetUtcNow().UtcTicks - Epoch) / 10;
            var lease = new TokenLease(Math.Max(entry.Latest + 1, time), duration);
            (entry.Holder, entry.Latest, entry.LeasedAt) = (lease, lease.FencingNumber, now);
            return lease;
        }
    }

    /// <summary>Stores a token and ends the lease.</summary>
    public bool Set(string key, AccessToken token, TokenLease lease)
    {
        var entry = Find(key);
        lock (entry)
        {
            entry.End(lease);
            if (lease.FencingNumber < entry.StoredUnder)
            {
                return false;
            }

            (entry.Token, entry.StoredUnder, entry.Latest) = (token, lease.FencingNumber, Math.Max(entry.Latest, lease.FencingNumber));
            return true;
        }
    }

    public void Release(string key, TokenLease lease)
    {
        var entry = Find(key);
        lock (entry)
        {
            entry.End(lease);
        }
    }

    private const long Epoch = 621_355_968_000_000_000;

    private Entry Find(string key) => _entries.GetOrAdd(key, static _ => new Entry());

    private sealed class Entry
    {
        private volatile AccessToken? _token;

        public AccessToken? Token
        {
            get => _token;
            set => _token = value;
        }

        public long StoredUnder { get; set; }

        public long Latest { get; set; }

        public TokenLease? Holder { get; set; }

        public long LeasedAt { get; set; }

        public void End(TokenLease lease) => Holder = Holder?.FencingNumber == lease.FencingNumber ? null : Holder;
    }
}
