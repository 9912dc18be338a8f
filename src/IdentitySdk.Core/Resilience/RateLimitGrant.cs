namespace IdentitySdk;

/// <summary>What a rate-limit store says to a call: that it may be sent, or how long to wait.</summary>
public readonly record struct RateLimitGrant
{
    private RateLimitGrant(long number, TimeSpan wait, bool isLimitKnown, bool isRefused = false) =>
        (Number, Wait, IsLimitKnown, IsRefused) = (number, wait, isLimitKnown, isRefused);

    /// <summary>The call's number in its budget: 1 or more, higher for each later call; 0 when it is to wait.</summary>
    public long Number { get; }

    /// <summary>How long to wait before asking again; zero when the call may be sent.</summary>
    public TimeSpan Wait { get; }

    /// <summary>Whether a response has reported the bucket's limit yet. While none has, a client sends its first call alone.</summary>
    public bool IsLimitKnown { get; }

    /// <summary>Whether the call may be sent.</summary>
    public bool IsGranted => Number > 0;

    /// <summary>Whether the call is to fail at once, because that is what the store's user wants of it: no budget, no calls.</summary>
    public bool IsRefused { get; }

    /// <summary>The call may be sent.</summary>
    /// <param name="number">Its number, 1 or more.</param>
    /// <param name="isLimitKnown">Whether the store knows the bucket's limit.</param>
    /// <returns>The grant.</returns>
    public static RateLimitGrant Granted(long number, bool isLimitKnown) => new(number, TimeSpan.Zero, isLimitKnown);

    /// <summary>The call is to wait.</summary>
    /// <param name="wait">How long, more than zero.</param>
    /// <returns>The denial.</returns>
    public static RateLimitGrant Denied(TimeSpan wait) => new(0, wait, isLimitKnown: true);

    /// <summary>The call is to fail with a <see cref="RateLimitedException"/> at once.</summary>
    /// <param name="retryAfter">When it is worth trying again, which the exception says.</param>
    /// <returns>The refusal.</returns>
    public static RateLimitGrant Refused(TimeSpan retryAfter) => new(0, retryAfter, isLimitKnown: true, isRefused: true);
}
