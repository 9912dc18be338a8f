using IdentitySdk.Core;

namespace IdentitySdk;

/// <summary>The response is not what the vendor documents: not JSON, incomplete, too large, or empty where a value is expected.</summary>
public sealed class InvalidResponseException : IdentityApiException
{
    internal InvalidResponseException(FailureDetails failure, string summary, Exception? innerException = null)
        : base(failure, summary, innerException)
    {
    }

    /// <summary>The position in the document, as a JSONPath; null when the body is not a document.</summary>
    public string? Path => (InnerException as JsonFormatException)?.Path;
}
