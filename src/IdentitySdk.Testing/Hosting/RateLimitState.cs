namespace IdentitySdk.Testing.Hosting;

/// <summary>The state of a rate-limit bucket after a request.</summary>
internal readonly record struct RateLimitState(int Limit, int Remaining, DateTimeOffset Now, DateTimeOffset Reset, bool IsExceeded)
{
    /// <summary>Whether times are rounded down to whole seconds, so that a client that trusts them may retry too early.</summary>
    public bool RoundsDown { get; init; }

    public long SecondsLeft => Round((Reset - Now).TotalSeconds);

    public long ResetSeconds => Round((Reset - DateTimeOffset.UnixEpoch).TotalSeconds);

    private long Round(double seconds) => (long)(RoundsDown ? Math.Floor(seconds) : Math.Ceiling(seconds));
}
