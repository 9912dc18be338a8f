namespace IdentitySdk.Core;

/// <summary>
/// Keeps a client from asking a token endpoint again and again that has just refused it: vendors lock accounts out for that. Pure: the random number
/// comes in as an argument.
/// </summary>
/// <param name="Failures">How many token requests have failed in a row.</param>
/// <param name="FailedAt">When the latest of them failed.</param>
/// <param name="Until">Until when there is no other.</param>
internal readonly record struct TokenBrake(int Failures, DateTimeOffset FailedAt, DateTimeOffset Until)
{
    /// <summary>The longest time without a token request, unless the vendor asks for more; jitter left out.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(60);

    /// <summary>After so long without a failure the next one counts as the first.</summary>
    public static readonly TimeSpan Quiet = TimeSpan.FromMinutes(5);

    private const double Jitter = 0.2;

    /// <summary>Whether there is to be no token request now.</summary>
    /// <param name="now">The time; a clock that was set back does not stop a client for good.</param>
    public bool IsOn(DateTimeOffset now) => now < Until && now >= FailedAt;

    /// <summary>
    /// After one more failure: a second, doubling to a minute, or as long as the vendor asked for, though not beyond <see cref="Quiet"/>; up to a fifth longer
    /// by chance.
    /// </summary>
    /// <param name="now">The time.</param>
    /// <param name="random">From 0 to 1; keeps clients that failed together from asking together.</param>
    /// <param name="retryAfter">The wait that the vendor asked for; null when it asked for none.</param>
    public TokenBrake Fail(DateTimeOffset now, double random, TimeSpan? retryAfter = null)
    {
        var failures = now - FailedAt >= Quiet || now < FailedAt ? 1 : Failures + 1;
        var own = Math.Min(Math.Pow(2, failures - 1), Longest.TotalSeconds);
        var asked = Math.Min(retryAfter?.TotalSeconds ?? 0, Quiet.TotalSeconds);
        return new(failures, now, now.AddClamped(TimeSpan.FromSeconds(Math.Max(own, asked) * (1 + (Jitter * random)))));
    }
}
