using IdentitySdk.Core;

namespace IdentitySdk;

/// <summary>The vendor's rate limit is used up, or waiting for it would take longer than allowed.</summary>
public sealed class RateLimitedException : IdentityApiException
{
    internal RateLimitedException(FailureDetails failure, string what, Exception? innerException = null)
        : base(failure, what, innerException)
    {
    }
}
