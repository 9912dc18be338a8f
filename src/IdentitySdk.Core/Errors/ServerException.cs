using IdentitySdk.Core;

namespace IdentitySdk;

/// <summary>
/// The vendor failed: HTTP 5xx or 408. <see cref="IdentityApiException.IsOutcomeUnknown"/> is true for a write that may have been carried out.
/// </summary>
public sealed class ServerException : IdentityApiException
{
    private const string DefaultSummary = "server error";

    /// <summary>Creates an exception for a test: HTTP 500, unless the initializer says otherwise.</summary>
    public ServerException()
        : this(DefaultSummary)
    {
    }

    /// <inheritdoc cref="ServerException()"/>
    /// <param name="message">The summary in <see cref="IdentityApiException.Message"/>.</param>
    /// <param name="innerException">The cause; null for none.</param>
    public ServerException(string message, Exception? innerException = null)
        : this(FailureDetails.OfTest(500), message, innerException)
    {
    }

    internal ServerException(FailureDetails failure, string summary = DefaultSummary, Exception? innerException = null)
        : base(failure, summary, innerException)
    {
    }
}
