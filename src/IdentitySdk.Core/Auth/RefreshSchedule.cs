namespace IdentitySdk.Core;

/// <summary>When a token is refreshed. A pure function of its arguments.</summary>
/// <param name="RefreshAt">From then on a new token is requested while this one is still used.</param>
/// <param name="UsableUntil">From then on callers wait for a new token.</param>
internal readonly record struct RefreshSchedule(DateTimeOffset RefreshAt, DateTimeOffset UsableUntil)
{
    private static readonly TimeSpan s_maxEarly = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan s_maxMargin = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan s_skewedUse = TimeSpan.FromSeconds(30);

    /// <summary>Plans the refresh of a token that has just been received.</summary>
    /// <param name="expiresAt">Its expiry; null when it is unknown.</param>
    /// <param name="now">The time.</param>
    /// <param name="isSame">Whether the vendor returned the current token again: it returns no other before that one expires.</param>
    /// <param name="random">From 0 to 1; keeps clients that started together from refreshing together.</param>
    public static RefreshSchedule Plan(DateTimeOffset? expiresAt, DateTimeOffset now, bool isSame, double random)
    {
        if (expiresAt is not { } expiry)
        {
            return new(DateTimeOffset.MaxValue, DateTimeOffset.MaxValue);
        }

        // A new token that has expired already means clock skew. Another would be the same, so it is used for a while, or until it is refused.
        if (expiry <= now)
        {
            return new(now + s_skewedUse, now + s_skewedUse);
        }

        if (isSame)
        {
            return new(expiry, expiry);
        }

        // A tenth of the lifetime early, at most five minutes, plus up to half as much jitter.
        var lifetime = (expiry - now).Ticks;
        var early = Math.Min(lifetime / 10, s_maxEarly.Ticks) * (1 + (random / 2));
        var margin = Math.Min(lifetime / 20, s_maxMargin.Ticks);
        return new(expiry - TimeSpan.FromTicks((long)early), expiry - TimeSpan.FromTicks(margin));
    }
}
