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

    internal RateLimits(VendorRules vendor, IdentityClientOptions options)
    {
        _store = options.RateLimits.Store;
        _prefix = $"identitysdk:{vendor.Name}:{options.BaseAddress!.Authority}:";
        _clock = options.TimeProvider;
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
