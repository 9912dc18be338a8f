using IdentitySdk.Core;

namespace IdentitySdk;

/// <summary>The vendor did not accept the credential: HTTP 401, even after a token refresh.</summary>
public sealed class UnauthorizedException : IdentityApiException
{
    /// <summary>Creates an exception for a test: HTTP 401, unless the initializer sets another status.</summary>
    public UnauthorizedException()
        : this("not authenticated")
    {
    }

    /// <inheritdoc cref="UnauthorizedException()"/>
    /// <param name="message">The summary in <see cref="IdentityApiException.Message"/>.</param>
    /// <param name="innerException">The cause; null for none.</param>
    public UnauthorizedException(string message, Exception? innerException = null)
        : base(FailureDetails.OfTest(401), message, innerException)
    {
    }
}
