using IdentitySdk.Core;

namespace IdentitySdk;

/// <summary>The vendor did not accept the credential: HTTP 401, also after a renewed token.</summary>
public sealed class UnauthorizedException : IdentityApiException
{
    internal UnauthorizedException(FailureDetails failure, string what, Exception? innerException = null)
        : base(failure, what, innerException)
    {
    }
}
