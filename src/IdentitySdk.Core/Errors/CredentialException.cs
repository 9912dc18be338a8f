using IdentitySdk.Core;

namespace IdentitySdk;

/// <summary>
/// No access token is available: the token request was refused, failed or timed out, or the credential's function returned none. The inner exception
/// is the cause.
/// </summary>
/// <remarks>
/// The call itself was not sent, so <see cref="IdentityApiException.IsOutcomeUnknown"/> is true only when an earlier attempt of it had been sent.
/// Status and code are those of the token request. For a second after a failure, doubling to a minute while failures continue, calls fail with this
/// exception at once, and no token is requested.
/// </remarks>
public sealed class CredentialException : IdentityApiException
{
    private readonly FailureDetails _failure;
    private readonly string _summary;

    internal CredentialException(FailureDetails failure, string summary, Exception? innerException = null)
        : base(failure, summary, innerException) => (_failure, _summary) = (failure, summary);

    internal CredentialException WithUnknownOutcome() => new(_failure with { IsOutcomeUnknown = true }, _summary, InnerException);
}
