using IdentitySdk.Core;

namespace IdentitySdk;

/// <summary>The vendor failed: HTTP 5xx or 408. After a write, <see cref="IdentityApiException.IsOutcomeUnknown"/> says whether it may have been carried out.</summary>
public sealed class ServerException : IdentityApiException
{
    internal ServerException(FailureDetails failure, string what, Exception? innerException = null)
        : base(failure, what, innerException)
    {
    }
}
