namespace IdentitySdk.Core;

/// <summary>The calls under way, in two generations: a call that nobody ends is dropped between one and two leases after it was taken.</summary>
/// <param name="Newer">Calls under way of the newer generation.</param>
/// <param name="Older">Calls under way of the older one.</param>
/// <param name="NewerFrom">The first number of the newer generation.</param>
/// <param name="OlderFrom">The first number of the older one.</param>
/// <param name="EndsAt">When the newer generation becomes the older.</param>
/// <param name="Lease">The lease that the newer generation began with.</param>
internal readonly record struct RateLimitLeases(int Newer, int Older, long NewerFrom, long OlderFrom, DateTimeOffset EndsAt, TimeSpan Lease)
{
    /// <summary>Calls under way.</summary>
    public int Count => Newer + Older;

    /// <summary>Begins a call.</summary>
    public RateLimitLeases Begin(long number, TimeSpan lease, DateTimeOffset now) => Count == 0
        ? new(1, 0, number, number, now.AddClamped(lease), lease)
        : this with { Newer = Newer + 1, NewerFrom = Newer == 0 ? number : NewerFrom };

    /// <summary>Ends a call; one that has been dropped is passed over.</summary>
    public RateLimitLeases End(long number) =>
        number >= NewerFrom && Newer > 0 ? this with { Newer = Newer - 1 }
        : number >= OlderFrom && number < NewerFrom && Older > 0 ? this with { Older = Older - 1 }
        : this;

    /// <summary>Drops the calls whose lease has ended.</summary>
    /// <param name="now">The time.</param>
    /// <param name="ended">How many they were.</param>
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
