using IdentitySdk.Core;

namespace IdentitySdk;

/// <summary>The resource exists already, or is not in a state that allows the call: HTTP 409 or 412.</summary>
public sealed class ConflictException : IdentityApiException
{
    private const string DefaultSummary = "conflict";

    /// <summary>Creates an exception for a test: HTTP 409, unless the initializer says otherwise.</summary>
    public ConflictException()
        : this(DefaultSummary)
    {
    }

    /// <inheritdoc cref="ConflictException()"/>
    /// <param name="message">The summary in <see cref="IdentityApiException.Message"/>.</param>
    /// <param name="innerException">The cause; null for none.</param>
    public ConflictException(string message, Exception? innerException = null)
        : this(FailureDetails.OfTest(409), message, innerException)
    {
    }

    internal ConflictException(FailureDetails failure, string summary = DefaultSummary, Exception? innerException = null)
        : base(failure, summary, innerException)
    {
    }
}
