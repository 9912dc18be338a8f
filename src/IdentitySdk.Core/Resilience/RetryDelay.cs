namespace IdentitySdk.Core;

/// <summary>The wait before a retry. Pure: the random number is an argument.</summary>
internal static class RetryDelay
{
    /// <summary>The wait before a retry: the one that the server requested, otherwise exponential backoff.</summary>
    /// <param name="options">The base and the limits.</param>
    /// <param name="retry">The number of the retry, from 1.</param>
    /// <param name="requested">The wait that the server requested; null, or zero, when it requested none.</param>
    /// <param name="elapsed">The duration of the call so far.</param>
    /// <param name="random">A random number from 0 to 1.</param>
    /// <returns>The wait; null when it would exceed a limit, so that the call is not retried.</returns>
    public static TimeSpan? Next(RetryOptions options, int retry, TimeSpan? requested, TimeSpan elapsed, double random)
    {
        var wait = requested is { } time && time > TimeSpan.Zero ? time : Backoff(options, retry, random);
        return requested > options.MaxServerDelay || wait > options.MaxTotalTime - elapsed ? null : wait;
    }

    /// <summary>Exponential backoff: doubles from the base up to the maximum; jitter takes off up to half of it.</summary>
    /// <param name="options">The base and the maximum.</param>
    /// <param name="retry">The number of the retry, from 1.</param>
    /// <param name="random">A random number from 0 to 1.</param>
    public static TimeSpan Backoff(RetryOptions options, int retry, double random)
    {
        var doubled = options.BaseDelay.TotalMilliseconds * Math.Pow(2, retry - 1);
        return TimeSpan.FromMilliseconds(Math.Min(doubled, options.MaxDelay.TotalMilliseconds) * (0.5 + (0.5 * random)));
    }
}
