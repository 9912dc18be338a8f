using IdentitySdk.Core;

namespace IdentitySdk;

/// <summary>
/// The vendor failed: HTTP 5xx or 408. <see cref="IdentityApiException.IsOutcomeUnknown"/> is true for a write that may have been carried out.
/// </summary>
public sealed class ServerException : IdentityApiException
{
    internal ServerException(FailureDetails failure, string summary, Exception? innerException = null)
        : base(failure, summary, innerException)
    {
    }
}
