using IdentitySdk.Core;

namespace IdentitySdk;

/// <summary>The vendor rejected the request as invalid: HTTP 400, 422, or another 4xx without a type of its own.</summary>
public sealed class InvalidRequestException : IdentityApiException
{
    private const string DefaultSummary = "invalid request";

    /// <summary>Creates an exception for a test: HTTP 400, unless the initializer says otherwise.</summary>
    public InvalidRequestException()
        : this(DefaultSummary)
    {
    }

    /// <inheritdoc cref="InvalidRequestException()"/>
    /// <param name="message">The summary in <see cref="IdentityApiException.Message"/>.</param>
    /// <param name="innerException">The cause; null for none.</param>
    public InvalidRequestException(string message, Exception? innerException = null)
        : this(FailureDetails.OfTest(400), message, innerException)
    {
    }

    internal InvalidRequestException(FailureDetails failure, string summary = DefaultSummary, Exception? innerException = null)
        : base(failure, summary, innerException)
    {
    }
}
