using IdentitySdk.Core;

namespace IdentitySdk;

/// <summary>The resource does not exist: HTTP 404.</summary>
public sealed class NotFoundException : IdentityApiException
{
    /// <summary>Creates an exception for a test: HTTP 404, unless the initializer sets another status.</summary>
    public NotFoundException()
        : this("not found")
    {
    }

    /// <inheritdoc cref="NotFoundException()"/>
    /// <param name="message">The summary in <see cref="IdentityApiException.Message"/>.</param>
    /// <param name="innerException">The cause; null for none.</param>
    public NotFoundException(string message, Exception? innerException = null)
        : base(FailureDetails.OfTest(404), message, innerException)
    {
    }
}
