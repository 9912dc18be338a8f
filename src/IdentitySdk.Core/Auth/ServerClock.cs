using System.Globalization;

namespace IdentitySdk.Core;

/// <summary>The vendor's clock, as far as the <c>Date</c> of its responses tells it: what is signed for the vendor must be right by that one.</summary>
internal sealed class ServerClock(TimeProvider clock)
{
    /// <summary>A response travels, and its date has whole seconds: less than this is no difference.</summary>
    private static readonly TimeSpan s_tolerance = TimeSpan.FromSeconds(5);
    private long _ahead;

    /// <summary>The vendor's time.</summary>
    public DateTimeOffset Now => clock.GetUtcNow() + Ahead;

    private TimeSpan Ahead => TimeSpan.FromTicks(Interlocked.Read(ref _ahead));

    /// <summary>A time of the vendor's by the client's clock.</summary>
    public DateTimeOffset ToLocal(DateTimeOffset time) => time - Ahead;

    /// <summary>Takes note of a response; true when it moves the clock.</summary>
    public bool Observe(ApiResponse? response) =>
        response is not null
        && response.Headers.TryGetValue("Date", out var values)
        && DateTimeOffset.TryParse(values.FirstOrDefault(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date)
        && Observe(date);

    /// <summary>Takes note of a response's date; true when it moves the clock.</summary>
    public bool Observe(DateTimeOffset? date)
    {
        if (date is not { } told)
        {
            return false;
        }

        var ahead = told - clock.GetUtcNow();
        if ((ahead - Ahead).Duration() < s_tolerance)
        {
            return false;
        }

        Interlocked.Exchange(ref _ahead, ahead.Ticks);
        return true;
    }
}
