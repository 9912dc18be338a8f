namespace IdentitySdk.Core;

/// <summary>How long to wait before the next attempt. Pure: the random number comes in as an argument.</summary>
internal static class RetryDelay
{
    /// <summary>The wait before the next attempt: the one that the server requested, else the client's own.</summary>
    /// <param name="options">The caps.</param>
    /// <param name="retry">Which retry comes next, from 1.</param>
    /// <param name="requested">What the server requested; null when it did not, and zero says no more than that.</param>
    /// <param name="elapsed">How long the call has taken so far.</param>
    /// <param name="random">A random number from 0 to 1.</param>
    /// <returns>The wait; null when it would pass a cap, so that there is no next attempt.</returns>
    public static TimeSpan? Next(RetryOptions options, int retry, TimeSpan? requested, TimeSpan elapsed, double random)
    {
        var wait = requested is { } time && time > TimeSpan.Zero ? time : Backoff(options, retry, random);
        return requested > options.MaxServerDelay || wait > options.MaxTotalTime - elapsed ? null : wait;
    }

    /// <summary>The client's own wait: doubling from the base, between half of it and all of it at random, never above the cap.</summary>
    /// <param name="options">Base and cap.</param>
    /// <param name="retry">Which retry comes next, from 1.</param>
    /// <param name="random">A random number from 0 to 1.</param>
    public static TimeSpan Backoff(RetryOptions options, int retry, double random)
    {
        var doubled = options.BaseDelay.TotalMilliseconds * Math.Pow(2, retry - 1);
        return TimeSpan.FromMilliseconds(Math.Min(doubled, options.MaxDelay.TotalMilliseconds) * (0.5 + (0.5 * random)));
    }
}
