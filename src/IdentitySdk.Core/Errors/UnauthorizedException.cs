using IdentitySdk.Core;

namespace IdentitySdk;

/// <summary>The vendor did not accept the credential: HTTP 401, even after a token refresh.</summary>
public sealed class UnauthorizedException : IdentityApiException
{
    internal UnauthorizedException(FailureDetails failure, string summary, Exception? innerException = null)
        : base(failure, summary, innerException)
    {
    }
}
