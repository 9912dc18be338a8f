using IdentitySdk.Core;

namespace IdentitySdk;

/// <summary>
/// The response is not what the vendor documents: not JSON, incomplete, too large, empty where a value is expected, or a 404 or 409 that does not come from
/// the vendor.
/// </summary>
public sealed class InvalidResponseException : IdentityApiException
{
    /// <summary>Creates an exception for a test: HTTP 200, unless the initializer sets another status.</summary>
    public InvalidResponseException()
        : this("the response is not what the vendor documents")
    {
    }

    /// <inheritdoc cref="InvalidResponseException()"/>
    /// <param name="message">The summary in <see cref="IdentityApiException.Message"/>.</param>
    /// <param name="innerException">The cause; null for none.</param>
    public InvalidResponseException(string message, Exception? innerException = null)
        : base(FailureDetails.OfTest(200), message, innerException)
    {
    }

    internal InvalidResponseException(FailureDetails failure, string summary, Exception? innerException = null)
        : base(failure, summary, innerException)
    {
    }

    /// <summary>The JSONPath of the value that cannot be read; null when the body is not JSON.</summary>
    public string? Path { get => field ?? (InnerException as JsonFormatException)?.Path; init; }
}
