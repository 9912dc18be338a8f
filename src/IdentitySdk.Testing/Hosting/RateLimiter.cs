namespace IdentitySdk.Testing.Hosting;

/// <summary>Counts requests per bucket in fixed windows that start at multiples of their length, as both limiting vendors do.</summary>
internal sealed class RateLimiter(int limit, TimeSpan window, TimeProvider time)
{
    private readonly Dictionary<string, (long Window, int Used)> buckets = [];

    public RateLimitReading Take(string bucket) => Read(bucket, spend: 1);

    public RateLimitReading Peek(string bucket) => Read(bucket, spend: 0);

    private RateLimitReading Read(string bucket, int spend)
    {
        var now = time.GetUtcNow();
        var current = now.UtcTicks / window.Ticks;
        var reset = new DateTimeOffset((current + 1) * window.Ticks, TimeSpan.Zero);
        lock (buckets)
        {
            var used = buckets.TryGetValue(bucket, out var state) && state.Window == current ? state.Used : 0;
            var exceeded = spend > limit - used;
            used = exceeded ? used : used + spend;
            buckets[bucket] = (current, used);
            return new(limit, limit - used, now, reset, exceeded);
        }
    }
}
