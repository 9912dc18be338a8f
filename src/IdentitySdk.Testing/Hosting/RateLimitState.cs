namespace IdentitySdk.Testing.Hosting;

/// <summary>The state of a rate-limit bucket after a request.</summary>
internal readonly record struct RateLimitState(int Limit, int Remaining, DateTimeOffset Now, DateTimeOffset Reset, bool IsExceeded)
{
    public long SecondsLeft => (long)Math.Ceiling((Reset - Now).TotalSeconds);
}
