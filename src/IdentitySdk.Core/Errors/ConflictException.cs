using IdentitySdk.Core;

namespace IdentitySdk;

/// <summary>The resource exists already, or its state does not allow the call: HTTP 409 or 412.</summary>
public class ConflictException : IdentityApiException
{
    /// <summary>Creates an exception for a test: HTTP 409, unless the initializer sets another status.</summary>
    public ConflictException()
        : this("conflict")
    {
    }

    /// <inheritdoc cref="ConflictException()"/>
    /// <param name="message">The summary in <see cref="IdentityApiException.Message"/>.</param>
    /// <param name="innerException">The cause; null for none.</param>
    public ConflictException(string message, Exception? innerException = null)
        : base(FailureDetails.OfTest(409), message, innerException)
    {
    }
}
