using IdentitySdk.Core;

namespace IdentitySdk;

/// <summary>How much of the vendor's rate limit a client may use.</summary>
public sealed class RateLimitOptions
{
    /// <summary>Whether the client waits before it sends into a used-up budget; true by default.</summary>
    public bool IsEnabled { get; set; } = true;

    /// <summary>The part of each budget that this client may use, above 0 and up to 1 (the default); the rest is left to others.</summary>
    public double Share { get; set; } = 1;

    /// <summary>How many calls of each budget are never used, 0 by default. One call a window is allowed however small the limit is.</summary>
    public int Floor { get; set; }

    /// <summary>How long a call may wait for its budget, 70 seconds by default (Okta's windows last a minute). Past that it fails at once.</summary>
    public TimeSpan MaxWait { get; set; } = TimeSpan.FromSeconds(70);

    /// <summary>Where the budgets are kept; null (the default) keeps them in this client's memory.</summary>
    public IRateLimitStore? Store { get; set; }

    /// <summary>
    /// How long a call waits for one answer of <see cref="Store"/>, 250 milliseconds by default, and half of what is left of the call's time at most; after
    /// that it goes by what the client knows itself.
    /// </summary>
    public TimeSpan StoreTimeout { get; set; } = TimeSpan.FromMilliseconds(250);

    internal RateLimitOptions Copy() => (RateLimitOptions)MemberwiseClone();

    internal void Validate()
    {
        OptionRange.Check(Share is > 0 and <= 1, "RateLimits.Share", "above 0 and at most 1", Share);
        OptionRange.Check(Floor >= 0, "RateLimits.Floor", "0 or more", Floor);
        OptionRange.Check(MaxWait >= TimeSpan.Zero && MaxWait <= TimeSpan.FromDays(1), "RateLimits.MaxWait", "zero or more and at most a day", MaxWait);
        OptionRange.Check(
            StoreTimeout > TimeSpan.Zero && StoreTimeout <= TimeSpan.FromMinutes(1), "RateLimits.StoreTimeout", "more than zero and at most a minute", StoreTimeout);
    }
}
