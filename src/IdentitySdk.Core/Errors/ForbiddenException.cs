using IdentitySdk.Core;

namespace IdentitySdk;

/// <summary>The credential does not permit the call: HTTP 403.</summary>
public sealed class ForbiddenException : IdentityApiException
{
    private const string DefaultSummary = "not allowed";

    /// <summary>Creates an exception for a test: HTTP 403, unless the initializer says otherwise.</summary>
    public ForbiddenException()
        : this(DefaultSummary)
    {
    }

    /// <inheritdoc cref="ForbiddenException()"/>
    /// <param name="message">The summary in <see cref="IdentityApiException.Message"/>.</param>
    /// <param name="innerException">The cause; null for none.</param>
    public ForbiddenException(string message, Exception? innerException = null)
        : this(FailureDetails.OfTest(403), message, innerException)
    {
    }

    internal ForbiddenException(FailureDetails failure, string summary = DefaultSummary, Exception? innerException = null)
        : base(failure, summary, innerException)
    {
    }
}
