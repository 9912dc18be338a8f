namespace IdentitySdk.Core;

/// <summary>How long no action starts after a rate limit.</summary>
internal static class ForEachPause
{
    private static readonly TimeSpan s_default = TimeSpan.FromSeconds(1);

    /// <summary>No documented rate-limit window is longer.</summary>
    private static readonly TimeSpan s_longest = TimeSpan.FromHours(1);

    public static TimeSpan After(RateLimitedException exception) =>
        exception.RetryAfter is not { } wait ? s_default : wait < TimeSpan.Zero ? TimeSpan.Zero : wait < s_longest ? wait : s_longest;
}
