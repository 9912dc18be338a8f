using IdentitySdk.Core;

namespace IdentitySdk;

/// <summary>There was no complete response: the connection failed, was lost, or took too long.</summary>
/// <remarks><see cref="IdentityApiException.IsOutcomeUnknown"/> is true for a write that may have been sent.</remarks>
public sealed class TransportException : IdentityApiException
{
    /// <summary>Creates an exception for a test: without a response, unless the initializer sets one.</summary>
    public TransportException()
        : this("the connection failed")
    {
    }

    /// <inheritdoc cref="TransportException()"/>
    /// <param name="message">The summary in <see cref="IdentityApiException.Message"/>.</param>
    /// <param name="innerException">The cause; null for none.</param>
    public TransportException(string message, Exception? innerException = null)
        : base(FailureDetails.OfTest(null), message, innerException)
    {
    }

    internal TransportException(FailureDetails failure, string summary, Exception? innerException = null)
        : base(failure, summary, innerException)
    {
    }
}
