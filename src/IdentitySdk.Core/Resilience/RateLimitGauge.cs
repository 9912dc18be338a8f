using System.Diagnostics.Metrics;

namespace IdentitySdk.Core;

/// <summary>The gauge of the calls left in the rate limits of all clients. Its references to clients are weak.</summary>
internal static class RateLimitGauge
{
    private static readonly List<WeakReference<RateLimits>> s_clients = [];

    static RateLimitGauge() => Telemetry.ObserveRateLimits(Observe);

    public static void Add(RateLimits client)
    {
        lock (s_clients)
        {
            s_clients.RemoveAll(static each => !each.TryGetTarget(out _));
            s_clients.Add(new WeakReference<RateLimits>(client));
        }
    }

    /// <summary>Measures each bucket once: of several clients with the same account, the one with the fewest calls left in the latest window counts.</summary>
    private static IEnumerable<Measurement<long>> Observe()
    {
        List<RateLimits> clients;
        lock (s_clients)
        {
            clients = [.. s_clients.Select(static each => each.TryGetTarget(out var client) ? client : null).OfType<RateLimits>()];
        }

        return clients
            .SelectMany(static client => client.Snapshot().Select(pair => (client.Vendor, client.Host, Bucket: pair.Key, Limit: pair.Value)))
            .GroupBy(static each => (each.Vendor, each.Host, each.Bucket))
            .Select(static group => new Measurement<long>(
                group.OrderByDescending(static each => each.Limit.ResetsAt).ThenBy(static each => each.Limit.Remaining).First().Limit.Remaining,
                new(IdentityTelemetry.VendorTag, group.Key.Vendor),
                new("server.address", group.Key.Host),
                new(IdentityTelemetry.BucketTag, group.Key.Bucket)));
    }
}
