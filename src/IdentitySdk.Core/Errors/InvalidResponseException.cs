using IdentitySdk.Core;

namespace IdentitySdk;

/// <summary>The response is not what the vendor documents: not JSON, cut short, too large, or empty where a value was promised.</summary>
public sealed class InvalidResponseException : IdentityApiException
{
    internal InvalidResponseException(FailureDetails failure, string what, Exception? innerException = null)
        : base(failure, what, innerException)
    {
    }

    /// <summary>Where in the document, as a JSONPath; null when the body is no document at all.</summary>
    public string? Path => (InnerException as JsonFormatException)?.Path;
}
