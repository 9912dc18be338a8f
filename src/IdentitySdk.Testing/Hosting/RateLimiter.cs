namespace IdentitySdk.Testing.Hosting;

/// <summary>Counts requests per bucket in fixed windows that start at multiples of their length.</summary>
internal sealed class RateLimiter(int limit, TimeSpan window, TimeProvider time, bool roundsDown)
{
    private readonly Dictionary<string, (long Window, int Used)> _buckets = [];

    public RateLimitState Take(string bucket) => Read(bucket, spend: 1);

    public RateLimitState Peek(string bucket) => Read(bucket, spend: 0);

    private RateLimitState Read(string bucket, int spend)
    {
        var now = time.GetUtcNow();
        var current = now.UtcTicks / window.Ticks;
        var reset = new DateTimeOffset((current + 1) * window.Ticks, TimeSpan.Zero);
        lock (_buckets)
        {
            var used = _buckets.TryGetValue(bucket, out var state) && state.Window == current ? state.Used : 0;
            var exceeded = spend > limit - used;
            used = exceeded ? used : used + spend;
            _buckets[bucket] = (current, used);
            return new(limit, limit - used, now, reset, exceeded) { RoundsDown = roundsDown };
        }
    }
}
