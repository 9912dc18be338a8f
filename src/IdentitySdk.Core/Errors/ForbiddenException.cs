using IdentitySdk.Core;

namespace IdentitySdk;

/// <summary>The credential does not permit the call: HTTP 403.</summary>
public sealed class ForbiddenException : IdentityApiException
{
    internal ForbiddenException(FailureDetails failure, string summary, Exception? innerException = null)
        : base(failure, summary, innerException)
    {
    }
}
