namespace IdentitySdk;

/// <summary>The response of a rate-limit store: the call may be sent, has to wait, or is refused.</summary>
public readonly record struct RateLimitGrant
{
    private RateLimitGrant(long number, TimeSpan wait, bool isLimitKnown, bool isRefused = false) =>
        (Number, Wait, IsLimitKnown, IsRefused) = (number, wait, isLimitKnown, isRefused);

    /// <summary>The call's number in its budget: 1 or more, higher for each later call; 0 when the call has to wait.</summary>
    public long Number { get; }

    /// <summary>How long to wait before the next try; zero when the call may be sent.</summary>
    public TimeSpan Wait { get; }

    /// <summary>Whether a response has reported the bucket's limit yet. Before, a client sends its first call alone.</summary>
    public bool IsLimitKnown { get; }

    /// <summary>Whether the call may be sent.</summary>
    public bool IsGranted => Number > 0;

    /// <summary>Whether the call has to fail immediately: the store is set up to refuse calls when it cannot share a budget.</summary>
    public bool IsRefused { get; }

    /// <summary>Grants a call.</summary>
    /// <param name="number">The call's number, 1 or more.</param>
    /// <param name="isLimitKnown">Whether the store knows the bucket's limit.</param>
    /// <returns>The grant.</returns>
    public static RateLimitGrant Granted(long number, bool isLimitKnown) => new(number, TimeSpan.Zero, isLimitKnown);

    /// <summary>Denies a call, which has to wait.</summary>
    /// <param name="wait">How long, more than zero.</param>
    /// <returns>The denial.</returns>
    public static RateLimitGrant Denied(TimeSpan wait) => new(0, wait, isLimitKnown: true);

    /// <summary>Refuses a call, which fails with a <see cref="RateLimitedException"/> immediately.</summary>
    /// <param name="retryAfter">The value for the exception's <see cref="IdentityApiException.RetryAfter"/>.</param>
    /// <returns>The refusal.</returns>
    public static RateLimitGrant Refused(TimeSpan retryAfter) => new(0, retryAfter, isLimitKnown: true, isRefused: true);
}
