namespace IdentitySdk.Testing.Hosting;

/// <summary>The state of a rate-limit bucket after a request.</summary>
internal readonly record struct RateLimitState(int Limit, int Remaining, DateTimeOffset Now, DateTimeOffset Reset, bool IsExceeded)
{
    /// <summary>Whether fractions of a second are cut off, so that a client may come back a moment too early.</summary>
    public bool RoundsDown { get; init; }

    public long SecondsLeft => Round((Reset - Now).TotalSeconds);

    public long ResetSeconds => Round((Reset - DateTimeOffset.UnixEpoch).TotalSeconds);

    private long Round(double seconds) => (long)(RoundsDown ? Math.Floor(seconds) : Math.Ceiling(seconds));
}
