using IdentitySdk.Core;

namespace IdentitySdk;

/// <summary>The vendor reports that a value that must be unique, such as a login or an email, is taken.</summary>
public sealed class AlreadyExistsException : ConflictException
{
    private const string DefaultSummary = "already exists";

    /// <summary>Creates an exception for a test: HTTP 409, unless the initializer says otherwise.</summary>
    public AlreadyExistsException()
        : this(DefaultSummary)
    {
    }

    /// <inheritdoc cref="AlreadyExistsException()"/>
    /// <param name="message">The summary in <see cref="IdentityApiException.Message"/>.</param>
    /// <param name="innerException">The cause; null for none.</param>
    public AlreadyExistsException(string message, Exception? innerException = null)
        : this(FailureDetails.OfTest(409), message, innerException)
    {
    }

    internal AlreadyExistsException(FailureDetails failure, string summary = DefaultSummary, Exception? innerException = null)
        : base(failure, summary, innerException)
    {
    }
}
