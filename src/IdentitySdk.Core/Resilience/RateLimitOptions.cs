using IdentitySdk.Core;

namespace IdentitySdk;

/// <summary>Rate limit settings: how much of the vendor's limits a client may use, and how long calls may wait.</summary>
public sealed class RateLimitOptions
{
    /// <summary>Whether calls wait while the budget is used up; true by default.</summary>
    public bool IsEnabled { get; set; } = true;

    /// <summary>The part of each budget that this client may use, above 0 and up to 1 (the default); the rest is left to other clients.</summary>
    public double Share { get; set; } = 1;

    /// <summary>The number of calls of each budget that are never used, 0 by default. One call per window is always allowed.</summary>
    public int Floor { get; set; }

    /// <summary>The longest wait for the budget, 70 seconds by default (Okta's windows last a minute). Calls that would wait longer fail.</summary>
    public TimeSpan MaxWait { get; set; } = TimeSpan.FromSeconds(70);

    /// <summary>The store of the budgets; null (the default) for the client's own memory.</summary>
    public IRateLimitStore? Store { get; set; }

    /// <summary>
    /// The time-out of one operation of <see cref="Store"/>, 250 milliseconds by default, and half of the call's remaining time at most. After that, the
    /// client's own budget decides.
    /// </summary>
    public TimeSpan StoreTimeout { get; set; } = TimeSpan.FromMilliseconds(250);

    internal RateLimitOptions Copy() => (RateLimitOptions)MemberwiseClone();

    internal void Validate()
    {
        OptionRange.Check(Share is > 0 and <= 1, "RateLimits.Share", "above 0 and at most 1", Share);
        OptionRange.Check(Floor >= 0, "RateLimits.Floor", "0 or more", Floor);
        OptionRange.Check(MaxWait >= TimeSpan.Zero && MaxWait <= TimeSpan.FromDays(1), "RateLimits.MaxWait", "zero or more and at most a day", MaxWait);
        OptionRange.Check(
            StoreTimeout > TimeSpan.Zero && StoreTimeout <= TimeSpan.FromMinutes(1),
            "RateLimits.StoreTimeout",
            "more than zero and at most a minute",
            StoreTimeout);
    }
}
