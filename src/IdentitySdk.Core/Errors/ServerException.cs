using IdentitySdk.Core;

namespace IdentitySdk;

/// <summary>
/// The vendor failed: HTTP 5xx or 408. <see cref="IdentityApiException.IsOutcomeUnknown"/> is true for a write that may have been carried out.
/// </summary>
public sealed class ServerException : IdentityApiException
{
    /// <summary>Creates an exception for a test: HTTP 500, unless the initializer sets another status.</summary>
    public ServerException()
        : this("server error")
    {
    }

    /// <inheritdoc cref="ServerException()"/>
    /// <param name="message">The summary in <see cref="IdentityApiException.Message"/>.</param>
    /// <param name="innerException">The cause; null for none.</param>
    public ServerException(string message, Exception? innerException = null)
        : base(FailureDetails.OfTest(500), message, innerException)
    {
    }
}
