using IdentitySdk.Core;

namespace IdentitySdk;

/// <summary>Retry settings: how many retries, and after which waits.</summary>
public sealed class RetryOptions
{
    /// <summary>The number of retries of a call, 3 by default; 0 means that every call is sent exactly once.</summary>
    public int MaxRetries { get; set; } = 3;

    /// <summary>The wait before the first retry when the server requests none, 500 milliseconds by default; it doubles each time, with jitter.</summary>
    public TimeSpan BaseDelay { get; set; } = TimeSpan.FromMilliseconds(500);

    /// <summary>The longest wait when the server requests none, 30 seconds by default.</summary>
    public TimeSpan MaxDelay { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>The longest wait that the server may request, 70 seconds by default (Okta's windows last a minute). Longer ones fail the call.</summary>
    public TimeSpan MaxServerDelay { get; set; } = TimeSpan.FromSeconds(70);

    /// <summary>The time-out of a call with all its attempts and waits, 5 minutes by default.</summary>
    /// <remarks>A wait that would exceed it does not begin, and an attempt ends with it unless <c>AttemptTimeout</c> is infinite.</remarks>
    public TimeSpan MaxTotalTime { get; set; } = TimeSpan.FromMinutes(5);

    internal RetryOptions Copy() => (RetryOptions)MemberwiseClone();

    internal void Validate()
    {
        OptionRange.Check(MaxRetries is >= 0 and <= 100, "Retry.MaxRetries", "from 0 to 100", MaxRetries);
        OptionRange.Check(BaseDelay >= TimeSpan.Zero, "Retry.BaseDelay", "zero or more", BaseDelay);
        OptionRange.Check(MaxDelay >= BaseDelay && MaxDelay <= TimeSpan.FromDays(1), "Retry.MaxDelay", "at least Retry.BaseDelay and at most a day", MaxDelay);
        OptionRange.Check(
            MaxServerDelay >= TimeSpan.Zero && MaxServerDelay <= TimeSpan.FromDays(1),
            "Retry.MaxServerDelay",
            "zero or more and at most a day",
            MaxServerDelay);
        OptionRange.Check(MaxTotalTime > TimeSpan.Zero, "Retry.MaxTotalTime", "a positive time", MaxTotalTime);
    }
}
