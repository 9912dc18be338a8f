using IdentitySdk.Core;

namespace IdentitySdk;

/// <summary>There was no complete response: the connection failed, was lost, or took too long.</summary>
/// <remarks><see cref="IdentityApiException.IsOutcomeUnknown"/> is true for a write that had been sent.</remarks>
public sealed class TransportException : IdentityApiException
{
    internal TransportException(FailureDetails failure, string summary, Exception? innerException = null)
        : base(failure, summary, innerException)
    {
    }
}
