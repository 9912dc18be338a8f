using System.Diagnostics.Metrics;

namespace IdentitySdk.Redis;

/// <summary>The metrics of this package, in the meter named <c>IdentitySdk</c>.</summary>
internal static class Telemetry
{
    private static readonly Meter s_meter = new("IdentitySdk");

    public static readonly Counter<long> Outages =
        s_meter.CreateCounter<long>("identitysdk.redis.outages", "{outage}", "Outages of Redis, each counted once.");

    public static readonly Counter<long> Fallbacks =
        s_meter.CreateCounter<long>("identitysdk.redis.fallbacks", "{operation}", "Operations that continued without Redis.");

    public static KeyValuePair<string, object?> Use(string use) => new("identitysdk.redis.use", use);
}
