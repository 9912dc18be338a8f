using IdentitySdk.Core;

namespace IdentitySdk;

/// <summary>There was no complete response: the connection failed, was lost, or took too long.</summary>
/// <remarks><see cref="IdentityApiException.IsOutcomeUnknown"/> is true for a write that had been sent.</remarks>
public sealed class TransportException : IdentityApiException
{
    private const string DefaultSummary = "the connection failed";

    /// <summary>Creates an exception for a test: without a response, unless the initializer says otherwise.</summary>
    public TransportException()
        : this(DefaultSummary)
    {
    }

    /// <inheritdoc cref="TransportException()"/>
    /// <param name="message">The summary in <see cref="IdentityApiException.Message"/>.</param>
    /// <param name="innerException">The cause; null for none.</param>
    public TransportException(string message, Exception? innerException = null)
        : this(FailureDetails.OfTest(null), message, innerException)
    {
    }

    internal TransportException(FailureDetails failure, string summary = DefaultSummary, Exception? innerException = null)
        : base(failure, summary, innerException)
    {
    }
}
