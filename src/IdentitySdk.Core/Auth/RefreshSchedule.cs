namespace IdentitySdk.Core;

/// <summary>Until when a token is used as it is, and from when on a newer one is asked for. Pure: the random number comes in as an argument.</summary>
/// <param name="RefreshAt">From here on a newer token is fetched while this one is used.</param>
/// <param name="UsableUntil">From here on callers wait for a newer token.</param>
internal readonly record struct RefreshSchedule(DateTimeOffset RefreshAt, DateTimeOffset UsableUntil)
{
    private static readonly TimeSpan s_early = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan s_margin = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan s_hold = TimeSpan.FromSeconds(30);

    /// <summary>Plans for a token that has just come.</summary>
    /// <param name="expiresAt">When it ends; null when nobody knows.</param>
    /// <param name="now">The time.</param>
    /// <param name="isSame">Whether the vendor answered a refresh with the token in hand: it gives no other before that one's end.</param>
    /// <param name="random">From 0 to 1; keeps clients that began together from refreshing together.</param>
    public static RefreshSchedule Plan(DateTimeOffset? expiresAt, DateTimeOffset now, bool isSame, double random)
    {
        if (expiresAt is not { } end)
        {
            return new(DateTimeOffset.MaxValue, DateTimeOffset.MaxValue);
        }

        // Just issued and yet over: clocks differ. Asking again at once would bring the same, so it is held for a while; a refusal ends that.
        if (end <= now)
        {
            return new(now + s_hold, now + s_hold);
        }

        if (isSame)
        {
            return new(end, end);
        }

        // A tenth of its life ahead, five minutes at most, up to half as much again by chance.
        var life = end - now;
        var early = Smaller(TimeSpan.FromTicks(life.Ticks / 10), s_early);
        return new(end - TimeSpan.FromTicks((long)(early.Ticks * (1 + (random / 2)))), end - Smaller(TimeSpan.FromTicks(life.Ticks / 20), s_margin));
    }

    private static TimeSpan Smaller(TimeSpan one, TimeSpan other) => one < other ? one : other;
}
