using IdentitySdk.Core;

namespace IdentitySdk;

/// <summary>No whole response came: the connection could not be made, was lost, or took too long.</summary>
/// <remarks>When the request was a write and had been sent, <see cref="IdentityApiException.IsOutcomeUnknown"/> says so.</remarks>
public sealed class TransportException : IdentityApiException
{
    internal TransportException(FailureDetails failure, string what, Exception? innerException = null)
        : base(failure, what, innerException)
    {
    }
}
