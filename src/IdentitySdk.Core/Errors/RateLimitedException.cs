using IdentitySdk.Core;

namespace IdentitySdk;

/// <summary>The vendor's rate limit is exhausted, or waiting for it would take longer than allowed.</summary>
public sealed class RateLimitedException : IdentityApiException
{
    private const string DefaultSummary = "rate limit exceeded";

    /// <summary>Creates an exception for a test: HTTP 429, unless the initializer says otherwise.</summary>
    public RateLimitedException()
        : this(DefaultSummary)
    {
    }

    /// <inheritdoc cref="RateLimitedException()"/>
    /// <param name="message">The summary in <see cref="IdentityApiException.Message"/>.</param>
    /// <param name="innerException">The cause; null for none.</param>
    public RateLimitedException(string message, Exception? innerException = null)
        : this(FailureDetails.OfTest(429), message, innerException)
    {
    }

    internal RateLimitedException(FailureDetails failure, string summary = DefaultSummary, Exception? innerException = null)
        : base(failure, summary, innerException)
    {
    }
}
