using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using IdentitySdk.Core;
using Microsoft.Extensions.Logging;

namespace IdentitySdk;

/// <summary>What a client knows of the vendor's rate limits, bucket by bucket.</summary>
public sealed class RateLimits
{
    /// <summary>A window's end is reported in whole seconds, and the report travels.</summary>
    private static readonly TimeSpan s_margin = TimeSpan.FromSeconds(5);
    private const int MaxKey = 299;
    private const int MaxBuckets = 1000;

    private readonly ConcurrentDictionary<string, RateLimitBucket> _buckets = new(StringComparer.Ordinal);
    private readonly Func<string, RateLimitBucket> _create;
    private readonly IReadOnlyDictionary<string, RateLimit>? _given;
    private readonly bool _isHostOfOneAccount;
    private string? _account;

    /// <summary>Creates rate limits for a test.</summary>
    /// <param name="snapshot">What <see cref="Snapshot"/> returns, by bucket name; null for an empty one.</param>
    public RateLimits(IReadOnlyDictionary<string, RateLimit>? snapshot = null)
    {
        _create = static _ => throw new InvalidOperationException("These rate limits were made by a test.");
        _given = snapshot;
        (Vendor, Host) = ("", "");
    }

    /// <param name="options">How much of the limits may be used, and where processes share them.</param>
    /// <param name="vendor">Whose limits they are.</param>
    /// <param name="authority">The vendor's host and port.</param>
    /// <param name="clock">The client's clock.</param>
    /// <param name="logger">Where a store's failures are reported.</param>
    internal RateLimits(RateLimitOptions options, VendorRules vendor, string authority, TimeProvider clock, ILogger logger)
    {
        (Vendor, Host) = (vendor.Name, authority.LastIndexOf(':') is var port && port > authority.LastIndexOf(']') ? authority.Substring(0, port) : authority);
        var store = options.Store is null ? null : new GuardedRateLimitStore(options.Store, vendor.Name, options.StoreTimeout, clock, logger);
        _isHostOfOneAccount = vendor.IsHostOfOneAccount(Host);
        _create = name =>
        {
            var owner = Volatile.Read(ref _account) is { } account ? $"{authority}:{account}" : authority;
            return new RateLimitBucket(Key($"identitysdk:{vendor.Name}:{owner}:{name}"), options, vendor.RateLimitWindow + s_margin, store, clock);
        };
        RateLimitGauge.Add(this);
    }

    /// <summary>The latest rate limit of each bucket that a response to this client has reported, whether or not the client waits for it.</summary>
    /// <returns>A copy, by bucket name: verb and path template with Okta, <c>account</c> with the others.</returns>
    public IReadOnlyDictionary<string, RateLimit> Snapshot()
    {
        var latest = new Dictionary<string, RateLimit>(StringComparer.Ordinal);
        foreach (var limit in _given ?? new Dictionary<string, RateLimit>())
        {
            latest.Add(limit.Key, limit.Value);
        }

        foreach (var bucket in _buckets)
        {
            if (bucket.Value.Latest is { } rateLimit)
            {
                latest.Add(bucket.Key, rateLimit);
            }
        }

        return latest;
    }

    internal string Vendor { get; }

    /// <summary>The vendor's host, without port.</summary>
    internal string Host { get; }

    /// <summary>Names the account whose limits they are, where the host does not; another account has other budgets.</summary>
    /// <param name="account">A hash of the account; null when the credential does not name it.</param>
    internal void SetAccount(string? account)
    {
        account = _isHostOfOneAccount ? null : account;
        if (Interlocked.Exchange(ref _account, account) != account)
        {
            _buckets.Clear();
        }
    }

    /// <summary>The bucket of a name; beyond the most, as with ids in the paths of raw calls, one for all further names.</summary>
    internal RateLimitBucket Bucket(string name) =>
        _buckets.TryGetValue(name, out var bucket) ? bucket : _buckets.GetOrAdd(_buckets.Count < MaxBuckets ? name : "other", _create);

    /// <summary>A key of bounded length; what a long one loses at its end is hashed.</summary>
    private static string Key(string text)
    {
        if (text.Length <= MaxKey)
        {
            return text;
        }

        using var sha256 = SHA256.Create();
        return $"{text.Substring(0, 200)}:{BitConverter.ToString(sha256.ComputeHash(Encoding.UTF8.GetBytes(text))).Replace("-", "")}";
    }
}
