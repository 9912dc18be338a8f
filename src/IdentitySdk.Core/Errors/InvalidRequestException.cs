using IdentitySdk.Core;

namespace IdentitySdk;

/// <summary>The vendor rejected the request as invalid: HTTP 400, 422, or another 4xx without a type of its own.</summary>
public sealed class InvalidRequestException : IdentityApiException
{
    internal InvalidRequestException(FailureDetails failure, string summary, Exception? innerException = null)
        : base(failure, summary, innerException)
    {
    }
}
