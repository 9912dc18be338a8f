using IdentitySdk.Core;

namespace IdentitySdk;

/// <summary>
/// No access token is available: the token request was refused, failed or timed out, or the credential's function returned none. The inner exception
/// is the cause.
/// </summary>
/// <remarks>
/// The call itself was not sent, so <see cref="IdentityApiException.IsOutcomeUnknown"/> is true only when an earlier attempt of it had been sent.
/// Status and code are those of the token request. For a second after a failure, doubling to a minute while failures continue, or for as long as the
/// token endpoint's <c>Retry-After</c> says (five minutes at most), calls fail with this exception at once, and no token is requested.
/// </remarks>
public sealed class CredentialException : IdentityApiException
{
    private const string DefaultSummary = "no access token could be had";

    /// <summary>Creates an exception for a test: without a response, unless the initializer says otherwise.</summary>
    public CredentialException()
        : this(DefaultSummary)
    {
    }

    /// <inheritdoc cref="CredentialException()"/>
    /// <param name="message">The summary in <see cref="IdentityApiException.Message"/>.</param>
    /// <param name="innerException">The cause; null for none.</param>
    public CredentialException(string message, Exception? innerException = null)
        : this(FailureDetails.OfTest(null), message, innerException)
    {
    }

    internal CredentialException(FailureDetails failure, string summary = DefaultSummary, Exception? innerException = null)
        : base(failure, summary, innerException)
    {
    }

    internal CredentialException WithUnknownOutcome() => new(Failure with { IsOutcomeUnknown = true }, Summary, InnerException);

    /// <summary>The same failure for another caller.</summary>
    internal CredentialException Copy() => new(Failure, Summary, InnerException ?? this);
}
