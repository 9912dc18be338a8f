namespace IdentitySdk.Core;

/// <summary>The calls under way, in two generations: a call that is never ended is dropped between one and two leases after it was taken.</summary>
/// <param name="Newer">The number of calls in the newer generation.</param>
/// <param name="Older">The number of calls in the older generation.</param>
/// <param name="NewerFrom">The first call of the newer generation.</param>
/// <param name="OlderFrom">The first call of the older generation.</param>
/// <param name="EndsAt">When the newer generation becomes the older one.</param>
/// <param name="Lease">The lease of the newer generation: that of its first call.</param>
internal readonly record struct RateLimitLeases(int Newer, int Older, long NewerFrom, long OlderFrom, DateTimeOffset EndsAt, TimeSpan Lease)
{
    /// <summary>The number of calls under way.</summary>
    public int Count => Newer + Older;

    /// <summary>Begins a call.</summary>
    public RateLimitLeases Begin(long number, TimeSpan lease, DateTimeOffset now) => Count == 0
        ? new(1, 0, number, number, now.AddClamped(lease), lease)
        : this with { Newer = Newer + 1, NewerFrom = Newer == 0 ? number : NewerFrom };

    /// <summary>Ends a call; one that has been dropped changes nothing.</summary>
    public RateLimitLeases End(long number) =>
        number >= NewerFrom && Newer > 0 ? this with { Newer = Newer - 1 }
        : number >= OlderFrom && number < NewerFrom && Older > 0 ? this with { Older = Older - 1 }
        : this;

    /// <summary>Drops the calls whose lease has ended.</summary>
    /// <param name="now">The time.</param>
    /// <param name="ended">The number of calls dropped.</param>
    public RateLimitLeases Expire(DateTimeOffset now, out int ended)
    {
        ended = 0;
        if (Count == 0 || now < EndsAt)
        {
            return this;
        }

        if (now >= EndsAt.AddClamped(Lease))
        {
            ended = Count;
            return default;
        }

        // The newer generation begins with the next call.
        ended = Older;
        return new(0, Newer, long.MaxValue, NewerFrom, EndsAt.AddClamped(Lease), Lease);
    }
}
