using IdentitySdk.Core;

namespace IdentitySdk;

/// <summary>The credential does not permit the call: HTTP 403.</summary>
public sealed class ForbiddenException : IdentityApiException
{
    /// <summary>Creates an exception for a test: HTTP 403, unless the initializer sets another status.</summary>
    public ForbiddenException()
        : this("not allowed")
    {
    }

    /// <inheritdoc cref="ForbiddenException()"/>
    /// <param name="message">The summary in <see cref="IdentityApiException.Message"/>.</param>
    /// <param name="innerException">The cause; null for none.</param>
    public ForbiddenException(string message, Exception? innerException = null)
        : base(FailureDetails.OfTest(403), message, innerException)
    {
    }
}
