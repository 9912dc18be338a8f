using System.Globalization;

namespace IdentitySdk.Core;

/// <summary>How long to wait before the next attempt. Pure: the random number comes in as an argument.</summary>
internal static class RetryDelay
{
    /// <summary>The wait that the server asked for in <c>Retry-After</c>, in seconds or as a date against the response's own clock.</summary>
    /// <returns>The wait, never negative; null when the header is absent or unreadable.</returns>
    public static TimeSpan? FromRetryAfter(HttpResponseMessage response, DateTimeOffset now)
    {
        if (!response.Headers.TryGetValues("Retry-After", out var values))
        {
            return null;
        }

        var text = values.FirstOrDefault()?.Trim();
        if (double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds) && seconds <= int.MaxValue)
        {
            return TimeSpan.FromSeconds(seconds);
        }

        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date) && text!.Contains(' ')
            ? Positive(date - (response.Headers.Date ?? now))
            : null;
    }

    /// <summary>The client's own wait: doubling from the base, between half of it and all of it at random, never above the cap.</summary>
    /// <param name="options">Base and cap.</param>
    /// <param name="retry">Which repetition comes next, from 1.</param>
    /// <param name="random">A random number from 0 to 1.</param>
    public static TimeSpan Backoff(RetryOptions options, int retry, double random)
    {
        var doubled = options.BaseDelay.TotalMilliseconds * Math.Pow(2, retry - 1);
        return TimeSpan.FromMilliseconds(Math.Min(doubled, options.MaxDelay.TotalMilliseconds) * (0.5 + (0.5 * random)));
    }

    private static TimeSpan Positive(TimeSpan time) => time < TimeSpan.Zero ? TimeSpan.Zero : time;
}
