using IdentitySdk.Core;

namespace IdentitySdk;

/// <summary>The credential may not do this: HTTP 403.</summary>
public sealed class ForbiddenException : IdentityApiException
{
    internal ForbiddenException(FailureDetails failure, string what, Exception? innerException = null)
        : base(failure, what, innerException)
    {
    }
}
