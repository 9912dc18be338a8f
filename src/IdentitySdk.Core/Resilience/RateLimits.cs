using System.Collections.Concurrent;
using IdentitySdk.Core;

namespace IdentitySdk;

/// <summary>What a client knows of the vendor's rate limits, bucket by bucket.</summary>
public sealed class RateLimits
{
    private readonly ConcurrentDictionary<string, RateLimitBucket> _buckets = new(StringComparer.Ordinal);
    private readonly IRateLimitStore? _store;
    private readonly string _prefix;
    private readonly TimeProvider _clock;

    /// <param name="store">Where processes share the budgets; null when they are this client's alone.</param>
    /// <param name="authority">Whose limits they are: vendor, host and port.</param>
    /// <param name="clock">The client's clock.</param>
    internal RateLimits(IRateLimitStore? store, string authority, TimeProvider clock)
    {
        _store = store;
        _prefix = $"identitysdk:{authority}:";
        _clock = clock;
    }

    /// <summary>The latest rate limit of each bucket that a response to this client has told of, whether or not the client waits for it.</summary>
    /// <returns>A copy, by bucket name: verb and path template with Okta, <c>account</c> with the others.</returns>
    public IReadOnlyDictionary<string, RateLimit> Snapshot()
    {
        var latest = new Dictionary<string, RateLimit>(StringComparer.Ordinal);
        foreach (var bucket in _buckets)
        {
            if (bucket.Value.Latest is { } rateLimit)
            {
                latest.Add(bucket.Key, rateLimit);
            }
        }

        return latest;
    }

    internal RateLimitBucket Bucket(string name) => _buckets.GetOrAdd(name, each => new RateLimitBucket(_store, _prefix + each, _clock));
}
