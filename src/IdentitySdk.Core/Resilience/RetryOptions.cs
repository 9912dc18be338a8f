using IdentitySdk.Core;

namespace IdentitySdk;

/// <summary>What is repeated, how often and after how long.</summary>
public sealed class RetryOptions
{
    internal const int MostRetries = 100;

    /// <summary>How many times a call is repeated, 3 by default; 0 means that every call is sent exactly once.</summary>
    public int MaxRetries { get; set; } = 3;

    /// <summary>The wait before the first retry when the server names none, 500 milliseconds by default; it doubles each time, with jitter.</summary>
    public TimeSpan BaseDelay { get; set; } = TimeSpan.FromMilliseconds(500);

    /// <summary>The longest wait that the client chooses itself, 30 seconds by default.</summary>
    public TimeSpan MaxDelay { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>The longest wait that the server may ask for, 70 seconds by default (Okta's windows last a minute). Past that the call fails at once.</summary>
    public TimeSpan MaxServerDelay { get; set; } = TimeSpan.FromSeconds(70);

    /// <summary>How long a call may take with all its attempts and waits, 5 minutes by default.</summary>
    /// <remarks>A wait that would pass it is not begun, and an attempt ends with it unless <c>AttemptTimeout</c> is infinite.</remarks>
    public TimeSpan MaxTotalTime { get; set; } = TimeSpan.FromMinutes(5);

    internal RetryOptions Copy() => (RetryOptions)MemberwiseClone();

    internal void Validate()
    {
        OptionRange.Check(MaxRetries is >= 0 and <= MostRetries, "Retry.MaxRetries", "from 0 to 100", MaxRetries);
        OptionRange.Check(BaseDelay >= TimeSpan.Zero, "Retry.BaseDelay", "zero or more", BaseDelay);
        OptionRange.Check(MaxDelay >= BaseDelay && MaxDelay <= TimeSpan.FromDays(1), "Retry.MaxDelay", "at least Retry.BaseDelay and at most a day", MaxDelay);
        OptionRange.Check(MaxServerDelay >= TimeSpan.Zero && MaxServerDelay <= TimeSpan.FromDays(1), "Retry.MaxServerDelay", "zero or more and at most a day", MaxServerDelay);
        OptionRange.Check(MaxTotalTime > TimeSpan.Zero, "Retry.MaxTotalTime", "a positive time", MaxTotalTime);
    }
}
