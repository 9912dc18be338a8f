using IdentitySdk.Core;

namespace IdentitySdk;

/// <summary>The resource does not exist: HTTP 404.</summary>
public sealed class NotFoundException : IdentityApiException
{
    private const string DefaultSummary = "not found";

    /// <summary>Creates an exception for a test: HTTP 404, unless the initializer says otherwise.</summary>
    public NotFoundException()
        : this(DefaultSummary)
    {
    }

    /// <inheritdoc cref="NotFoundException()"/>
    /// <param name="message">The summary in <see cref="IdentityApiException.Message"/>.</param>
    /// <param name="innerException">The cause; null for none.</param>
    public NotFoundException(string message, Exception? innerException = null)
        : this(FailureDetails.OfTest(404), message, innerException)
    {
    }

    internal NotFoundException(FailureDetails failure, string summary = DefaultSummary, Exception? innerException = null)
        : base(failure, summary, innerException)
    {
    }
}
