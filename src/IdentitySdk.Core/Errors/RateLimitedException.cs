using IdentitySdk.Core;

namespace IdentitySdk;

/// <summary>The vendor's rate limit is exhausted, or waiting for it would take longer than allowed.</summary>
public sealed class RateLimitedException : IdentityApiException
{
    internal RateLimitedException(FailureDetails failure, string summary, Exception? innerException = null)
        : base(failure, summary, innerException)
    {
    }
}
