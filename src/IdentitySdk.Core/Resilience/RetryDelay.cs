using System.Globalization;

namespace IdentitySdk.Core;

/// <summary>How long to wait before the next attempt. Pure: the random number comes in as an argument.</summary>
internal static class RetryDelay
{
    private static readonly TimeSpan s_year = TimeSpan.FromDays(365);

    /// <summary>The wait before the next attempt: the server's word first, else the client's own.</summary>
    /// <param name="options">The caps.</param>
    /// <param name="retry">Which repetition comes next, from 1.</param>
    /// <param name="asked">What the server asked for; null when it did not. Zero says no more than that.</param>
    /// <param name="elapsed">How long the call has taken so far.</param>
    /// <param name="random">A random number from 0 to 1.</param>
    /// <returns>The wait; null when it would pass a cap, so that there is no next attempt.</returns>
    public static TimeSpan? Next(RetryOptions options, int retry, TimeSpan? asked, TimeSpan elapsed, double random)
    {
        var wait = asked is { } told && told > TimeSpan.Zero ? told : Backoff(options, retry, random);
        return asked > options.MaxServerDelay || wait > options.MaxTotalTime - elapsed ? null : wait;
    }

    /// <summary>The wait that the server asked for in <c>Retry-After</c>, in seconds or as a date against the response's own clock.</summary>
    /// <returns>The wait, never negative; null when the header is absent or unreadable.</returns>
    public static TimeSpan? FromRetryAfter(HttpResponseMessage response, DateTimeOffset now)
    {
        var text = response.Headers.TryGetValues("Retry-After", out var values) ? values.FirstOrDefault()?.Trim() ?? "" : "";
        if (text.Length > 0 && text.All(character => character is >= '0' and <= '9' or '.') && double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds))
        {
            return Bounded(TimeSpan.FromSeconds(Math.Min(seconds, int.MaxValue)));
        }

        // A number with a sign or a thousands separator could pass for a date; every real one has blanks.
        return text.IndexOf(' ') >= 0 && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date)
            ? Bounded(date - (response.Headers.Date ?? now))
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

    /// <summary>From zero to a year: a server that names an absurd time must not carry any later sum out of range.</summary>
    public static TimeSpan Bounded(TimeSpan time) => time < TimeSpan.Zero ? TimeSpan.Zero : time < s_year ? time : s_year;
}
