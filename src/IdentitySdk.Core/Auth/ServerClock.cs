using System.Globalization;

namespace IdentitySdk.Core;

/// <summary>The vendor's clock, as the <c>Date</c> headers of its responses report it: signed times must be right by that clock.</summary>
internal sealed class ServerClock(TimeProvider clock)
{
    /// <summary>A smaller skew is ignored: dates have whole seconds, and a response takes time to arrive.</summary>
    private static readonly TimeSpan s_tolerance = TimeSpan.FromSeconds(5);

    /// <summary>A larger skew is a server's mistake, and could make additions to a date overflow.</summary>
    private static readonly TimeSpan s_maxSkew = TimeSpan.FromDays(3653);
    private static readonly TimeSpan s_maxAge = TimeSpan.FromDays(1);
    private long _skew;

    /// <summary>The vendor's time.</summary>
    public DateTimeOffset Now => clock.GetUtcNow() + Skew;

    private TimeSpan Skew => TimeSpan.FromTicks(Interlocked.Read(ref _skew));

    /// <summary>Converts a time of the vendor's clock to the client's clock.</summary>
    public DateTimeOffset ToLocal(DateTimeOffset time) => time.AddClamped(-Skew);

    /// <summary>Whether a time that the vendor reports is within a day of its own clock.</summary>
    public bool IsPlausible(DateTimeOffset time) => (time - Now).Duration() <= s_maxAge;

    /// <summary>Records the date of a response; true when the skew changes.</summary>
    public bool Observe(ApiResponse? response) =>
        response is not null
        && response.Headers.TryGetValue("Date", out var values)
        && DateTimeOffset.TryParse(values.FirstOrDefault(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date)
        && Observe(date);

    /// <inheritdoc cref="Observe(ApiResponse?)"/>
    public bool Observe(DateTimeOffset? date)
    {
        if (date - clock.GetUtcNow() is not { } skew || skew.Duration() > s_maxSkew || (skew - Skew).Duration() < s_tolerance)
        {
            return false;
        }

        Interlocked.Exchange(ref _skew, skew.Ticks);
        return true;
    }
}
