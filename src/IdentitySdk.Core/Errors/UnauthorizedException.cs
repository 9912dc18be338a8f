using IdentitySdk.Core;

namespace IdentitySdk;

/// <summary>The vendor did not accept the credential: HTTP 401, even after a token refresh.</summary>
public sealed class UnauthorizedException : IdentityApiException
{
    private const string DefaultSummary = "not authenticated";

    /// <summary>Creates an exception for a test: HTTP 401, unless the initializer says otherwise.</summary>
    public UnauthorizedException()
        : this(DefaultSummary)
    {
    }

    /// <inheritdoc cref="UnauthorizedException()"/>
    /// <param name="message">The summary in <see cref="IdentityApiException.Message"/>.</param>
    /// <param name="innerException">The cause; null for none.</param>
    public UnauthorizedException(string message, Exception? innerException = null)
        : this(FailureDetails.OfTest(401), message, innerException)
    {
    }

    internal UnauthorizedException(FailureDetails failure, string summary = DefaultSummary, Exception? innerException = null)
        : base(failure, summary, innerException)
    {
    }
}
