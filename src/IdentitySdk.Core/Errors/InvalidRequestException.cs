using IdentitySdk.Core;

namespace IdentitySdk;

/// <summary>The vendor rejected the request as invalid: HTTP 400, 422, or another 4xx without a type of its own.</summary>
public sealed class InvalidRequestException : IdentityApiException
{
    /// <summary>Creates an exception for a test: HTTP 400, unless the initializer sets another status.</summary>
    public InvalidRequestException()
        : this("invalid request")
    {
    }

    /// <inheritdoc cref="InvalidRequestException()"/>
    /// <param name="message">The summary in <see cref="IdentityApiException.Message"/>.</param>
    /// <param name="innerException">The cause; null for none.</param>
    public InvalidRequestException(string message, Exception? innerException = null)
        : base(FailureDetails.OfTest(400), message, innerException)
    {
    }
}
