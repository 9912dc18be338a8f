namespace IdentitySdk.Core;

/// <summary>Backoff after failed token requests: vendors lock accounts that request tokens again and again. A pure function of its arguments.</summary>
/// <param name="Failures">The number of token requests that have failed in a row.</param>
/// <param name="FailedAt">The time of the latest failure.</param>
/// <param name="Until">The time before which no token is requested.</param>
internal readonly record struct TokenBackoff(int Failures, DateTimeOffset FailedAt, DateTimeOffset Until)
{
    /// <summary>The longest backoff without jitter, unless the vendor requests a longer one.</summary>
    public static readonly TimeSpan MaxDelay = TimeSpan.FromSeconds(60);

    /// <summary>After so long without a failure the next one counts as the first. It is also the longest wait that a vendor can request.</summary>
    public static readonly TimeSpan ResetAfter = TimeSpan.FromMinutes(5);

    private const double MaxJitter = 0.2;

    /// <summary>Whether no token may be requested now.</summary>
    /// <param name="now">The time; a clock that is set back ends the backoff.</param>
    public bool IsActive(DateTimeOffset now) => now < Until && now >= FailedAt;

    /// <summary>
    /// Adds a failure. The backoff is a second, doubled for each further failure up to a minute, or the wait that the vendor requested, up to five
    /// minutes; jitter adds up to a fifth.
    /// </summary>
    /// <param name="now">The time.</param>
    /// <param name="random">From 0 to 1; keeps clients that failed together from requesting together.</param>
    /// <param name="retryAfter">The wait that the vendor requested; null when it requested none.</param>
    public TokenBackoff Fail(DateTimeOffset now, double random, TimeSpan? retryAfter = null)
    {
        var failures = now - FailedAt >= ResetAfter || now < FailedAt ? 1 : Failures + 1;
        var exponential = Math.Min(Math.Pow(2, failures - 1), MaxDelay.TotalSeconds);
        var requested = Math.Min(retryAfter?.TotalSeconds ?? 0, ResetAfter.TotalSeconds);
        return new(failures, now, now.AddClamped(TimeSpan.FromSeconds(Math.Max(exponential, requested) * (1 + (MaxJitter * random)))));
    }
}
