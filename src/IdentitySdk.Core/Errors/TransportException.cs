using IdentitySdk.Core;

namespace IdentitySdk;

/// <summary>No whole response came: the connection could not be made, was lost, or took too long.</summary>
public sealed class TransportException : IdentityApiException
{
    internal TransportException(ApiFailure failure, string what, bool isOutcomeUnknown, Exception? innerException = null)
        : base(failure, what, innerException) => IsOutcomeUnknown = isOutcomeUnknown;

    /// <summary>Whether nobody knows if the vendor carried the call out: the request was sent, its answer never came.</summary>
    public bool IsOutcomeUnknown { get; }
}
