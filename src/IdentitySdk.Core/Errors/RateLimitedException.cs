using IdentitySdk.Core;

namespace IdentitySdk;

/// <summary>The vendor's rate limit is exhausted, or waiting for it would take longer than allowed.</summary>
public sealed class RateLimitedException : IdentityApiException
{
    /// <summary>Creates an exception for a test: HTTP 429, unless the initializer sets another status.</summary>
    public RateLimitedException()
        : this("rate limit exceeded")
    {
    }

    /// <inheritdoc cref="RateLimitedException()"/>
    /// <param name="message">The summary in <see cref="IdentityApiException.Message"/>.</param>
    /// <param name="innerException">The cause; null for none.</param>
    public RateLimitedException(string message, Exception? innerException = null)
        : base(FailureDetails.OfTest(429), message, innerException)
    {
    }

    internal RateLimitedException(FailureDetails failure, string summary)
        : base(failure, summary, null)
    {
    }
}
