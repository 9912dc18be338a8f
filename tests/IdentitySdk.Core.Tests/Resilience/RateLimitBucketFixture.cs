using IdentitySdk.Core;

namespace IdentitySdk.Tests;

/// <summary>Creates buckets on a clock that the test moves.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public abstract class RateLimitBucketFixture : IDisposable
{
    private protected static readonly TimeSpan Lease = TimeSpan.FromMinutes(2);
    private protected static readonly TimeSpan MaxWindow = TimeSpan.FromHours(1);

    private protected TestClock Clock { get; } = new() { IsAutomatic = false };

    private protected ListLogger Log { get; } = new();

    public void Dispose() => Log.Dispose();

    private protected RateLimitBucket Bucket(IRateLimitStore? store = null)
    {
        var guarded = store is null ? null : new GuardedRateLimitStore(store, "Test", TimeSpan.FromMinutes(1), MaxWindow, Clock, Log);
        return new RateLimitBucket("key", new RateLimitOptions(), TimeSpan.Zero, MaxWindow, guarded, Clock);
    }

    private protected RateLimit Reported(int limit, int remaining, int seconds) => new(limit, remaining, Clock.GetUtcNow().AddSeconds(seconds));

    private protected static Task<RateLimitDecision> TakeAsync(RateLimitBucket bucket) => bucket.TakeAsync(Lease, CancellationToken.None).AsTask();

    private protected static Task EndAsync(RateLimitBucket bucket, RateLimitPermit permit, RateLimit? reported) =>
        bucket.EndAsync(permit, reported, null).AsTask();
}
