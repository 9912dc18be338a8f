using IdentitySdk.Core;

namespace IdentitySdk;

/// <summary>
/// The response is not what the vendor documents: not JSON, incomplete, too large, empty where a value is expected, or a 404 or 409 that is not the
/// vendor's own.
/// </summary>
public sealed class InvalidResponseException : IdentityApiException
{
    private const string DefaultSummary = "the response is not what the vendor documents";

    /// <summary>Creates an exception for a test: HTTP 200, unless the initializer says otherwise.</summary>
    public InvalidResponseException()
        : this(DefaultSummary)
    {
    }

    /// <inheritdoc cref="InvalidResponseException()"/>
    /// <param name="message">The summary in <see cref="IdentityApiException.Message"/>.</param>
    /// <param name="innerException">The cause; null for none.</param>
    public InvalidResponseException(string message, Exception? innerException = null)
        : this(FailureDetails.OfTest(200), message, innerException)
    {
    }

    internal InvalidResponseException(FailureDetails failure, string summary = DefaultSummary, Exception? innerException = null)
        : base(failure, summary, innerException)
    {
    }

    /// <summary>The position in the document, as a JSONPath; null when the body is not a document.</summary>
    public string? Path { get => field ?? (InnerException as JsonFormatException)?.Path; init; }
}
