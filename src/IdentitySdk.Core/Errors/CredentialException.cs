using IdentitySdk.Core;

namespace IdentitySdk;

/// <summary>
/// No access token is available: the token request was refused, failed or timed out, or the credential's function returned none. The inner exception
/// is the cause.
/// </summary>
/// <remarks>
/// The call itself was not sent, so <see cref="IdentityApiException.IsOutcomeUnknown"/> is true only when an earlier attempt was sent. Status and code are
/// those of the token request. After a failure no token is requested, and calls fail immediately with this exception: for one second, doubling to one minute
/// while failures continue, or for the token endpoint's <c>Retry-After</c> (five minutes at most).
/// </remarks>
public sealed class CredentialException : IdentityApiException
{
    private const string DefaultSummary = "no access token is available";

    /// <summary>Creates an exception for a test: without a response, unless the initializer sets one.</summary>
    public CredentialException()
        : this(DefaultSummary)
    {
    }

    /// <inheritdoc cref="CredentialException()"/>
    /// <param name="message">The summary in <see cref="IdentityApiException.Message"/>.</param>
    /// <param name="innerException">The cause; null for none.</param>
    public CredentialException(string message, Exception? innerException = null)
        : base(FailureDetails.OfTest(null), message, innerException)
    {
    }

    internal CredentialException(FailureDetails failure, string summary = DefaultSummary, Exception? innerException = null)
        : base(failure, summary, innerException)
    {
    }

    internal CredentialException WithUnknownOutcome() => new(Failure with { IsOutcomeUnknown = true }, Summary, InnerException);

    /// <summary>Copies the exception for another caller.</summary>
    internal CredentialException Copy() => new(Failure, Summary, InnerException ?? this);
}
