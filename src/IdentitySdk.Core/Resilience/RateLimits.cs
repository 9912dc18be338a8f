using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using IdentitySdk.Core;
using Microsoft.Extensions.Logging;

namespace IdentitySdk;

/// <summary>The vendor's rate limits as far as a client knows them, by bucket.</summary>
public sealed class RateLimits
{
    /// <summary>Added to a vendor's window: its end is reported in whole seconds, and the response takes time.</summary>
    private static readonly TimeSpan s_margin = TimeSpan.FromSeconds(5);
    private const int MaxKeyLength = 299;
    private const int MaxBuckets = 1000;

    private readonly ConcurrentDictionary<string, RateLimitBucket> _buckets = new(StringComparer.Ordinal);
    private readonly Func<string, RateLimitBucket> _createBucket;
    private readonly IReadOnlyDictionary<string, RateLimit>? _snapshot;
    private readonly bool _isHostOfOneAccount;
    private string? _account;

    /// <summary>Creates rate limits for a test.</summary>
    /// <param name="snapshot">What <see cref="Snapshot"/> returns, by bucket name; null for an empty one.</param>
    public RateLimits(IReadOnlyDictionary<string, RateLimit>? snapshot = null)
    {
        _createBucket = static _ => throw new InvalidOperationException("These rate limits were created for a test and have no buckets.");
        _snapshot = snapshot;
        (Vendor, Host) = ("", "");
    }

    /// <param name="options">How much of the limits may be used, and the store.</param>
    /// <param name="vendor">The vendor.</param>
    /// <param name="authority">The vendor's host and port.</param>
    /// <param name="clock">The client's clock.</param>
    /// <param name="logger">Where a store's failures are reported.</param>
    internal RateLimits(RateLimitOptions options, VendorRules vendor, string authority, TimeProvider clock, ILogger logger)
    {
        (Vendor, Host) = (vendor.Name, authority.LastIndexOf(':') is var port && port > authority.LastIndexOf(']') ? authority.Substring(0, port) : authority);
        var maxWindow = vendor.RateLimitWindow + s_margin;
        var store = options.Store is null
            ? null
            : new GuardedRateLimitStore(options.Store, vendor.Name, options.StoreTimeout, maxWindow, clock, logger);
        _isHostOfOneAccount = vendor.IsHostOfOneAccount(Host);
        var prefix = string.Concat("identitysdk:", vendor.Name, ":");
        _createBucket = name =>
        {
            var owner = Volatile.Read(ref _account) is { } account ? $"{authority}:{account}" : authority;
            var key = string.Concat(prefix, owner, ":", name);
            return new RateLimitBucket(key.Length > MaxKeyLength ? Shorten(key) : key, options, vendor.RateLimitResolution, maxWindow, store, clock);
        };
        RateLimitGauge.Add(this);
    }

    /// <summary>Gets the rate limit of each bucket as a response has reported it last, whether or not calls wait for it.</summary>
    /// <returns>A copy, by bucket name: verb and path template with Okta, <c>account</c> with the others.</returns>
    public IReadOnlyDictionary<string, RateLimit> Snapshot()
    {
        var limits = _snapshot ?? _buckets
            .Where(static bucket => bucket.Value.Latest is not null)
            .Select(static bucket => new KeyValuePair<string, RateLimit>(bucket.Key, bucket.Value.Latest!.Value));
        return limits.ToDictionary(static limit => limit.Key, static limit => limit.Value, StringComparer.Ordinal);
    }

    internal string Vendor { get; }

    /// <summary>The vendor's host, without port.</summary>
    internal string Host { get; }

    /// <summary>Sets the account on a host that several accounts share; another account has other budgets.</summary>
    /// <param name="account">A hash of the account; null when the credential does not name it.</param>
    internal void SetAccount(string? account)
    {
        account = _isHostOfOneAccount ? null : account;
        if (Interlocked.Exchange(ref _account, account) != account)
        {
            _buckets.Clear();
        }
    }

    /// <summary>Gets the bucket of a name. Beyond the maximum (paths of raw calls may contain ids), all further names share one.</summary>
    internal RateLimitBucket Bucket(string name) =>
        _buckets.TryGetValue(name, out var bucket) ? bucket : _buckets.GetOrAdd(_buckets.Count < MaxBuckets ? name : "other", _createBucket);

    /// <summary>Replaces the end of a long key by a hash.</summary>
    private static string Shorten(string key)
    {
        using var sha256 = SHA256.Create();
        return $"{key.Substring(0, 200)}:{BitConverter.ToString(sha256.ComputeHash(Encoding.UTF8.GetBytes(key))).Replace("-", "")}";
    }
}
