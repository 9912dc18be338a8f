using System.Globalization;

namespace IdentitySdk.Core;

/// <summary>The vendor's clock, as far as the <c>Date</c> of its responses reports it: what is signed for the vendor must be right by that one.</summary>
internal sealed class ServerClock(TimeProvider clock)
{
    /// <summary>A response travels, and its date has whole seconds: less than this is no difference.</summary>
    private static readonly TimeSpan s_tolerance = TimeSpan.FromSeconds(5);

    /// <summary>No clock is so wrong: such a date is a mistake, and would carry every sum out of range.</summary>
    private static readonly TimeSpan s_maxSkew = TimeSpan.FromDays(3653);
    private static readonly TimeSpan s_maxAge = TimeSpan.FromDays(1);
    private long _skew;

    /// <summary>The vendor's time.</summary>
    public DateTimeOffset Now => clock.GetUtcNow() + Skew;

    private TimeSpan Skew => TimeSpan.FromTicks(Interlocked.Read(ref _skew));

    /// <summary>A time of the vendor's by the client's clock.</summary>
    public DateTimeOffset ToLocal(DateTimeOffset time) => time.AddClamped(-Skew);

    /// <summary>Whether a time that the vendor reports of itself is within a day of its own clock.</summary>
    public bool IsPlausible(DateTimeOffset time) => (time - Now).Duration() <= s_maxAge;

    /// <summary>Takes note of a response; true when it moves the clock.</summary>
    public bool Observe(ApiResponse? response) =>
        response is not null
        && response.Headers.TryGetValue("Date", out var values)
        && DateTimeOffset.TryParse(values.FirstOrDefault(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date)
        && Observe(date);

    /// <summary>Takes note of a response's date; true when it moves the clock.</summary>
    public bool Observe(DateTimeOffset? date)
    {
        if (date is not { } reported)
        {
            return false;
        }

        var skew = reported - clock.GetUtcNow();
        if (skew.Duration() > s_maxSkew || (skew - Skew).Duration() < s_tolerance)
        {
            return false;
        }

        Interlocked.Exchange(ref _skew, skew.Ticks);
        return true;
    }
}
