using System.Globalization;

namespace IdentitySdk.Core;

/// <summary>Waits that servers request.</summary>
internal static class RetryAfter
{
    private static readonly TimeSpan s_year = TimeSpan.FromDays(365);

    /// <summary>Reads the <c>Retry-After</c> header, in seconds or as a date relative to the response's own <c>Date</c>.</summary>
    /// <param name="response">The response.</param>
    /// <param name="now">The time at which it was received, by the client's clock; used when the response has no <c>Date</c>.</param>
    /// <returns>The wait, never negative; null when the header is missing or unreadable.</returns>
    public static TimeSpan? Read(HttpResponseMessage response, DateTimeOffset now)
    {
        var text = response.Headers.TryGetValues("Retry-After", out var values) ? values.FirstOrDefault()?.Trim() ?? "" : "";
        if (text.Length > 0 && text.All(character => character is >= '0' and <= '9' or '.')
            && double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds))
        {
            return Bounded(TimeSpan.FromSeconds(Math.Min(seconds, int.MaxValue)));
        }

        // A number with a sign or a thousands separator could parse as a date; every real date has spaces.
        return text.IndexOf(' ') >= 0 && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date)
            ? Bounded(date - (response.Headers.Date ?? now))
            : null;
    }

    /// <summary>Clamps a wait to the range from zero to one year, so that no later sum overflows.</summary>
    public static TimeSpan Bounded(TimeSpan time) => time < TimeSpan.Zero ? TimeSpan.Zero : time < s_year ? time : s_year;
}
