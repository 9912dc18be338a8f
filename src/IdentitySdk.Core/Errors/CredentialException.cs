using IdentitySdk.Core;

namespace IdentitySdk;

/// <summary>
/// No access token could be had: the vendor refused the token request, it failed, took too long, or the function behind the credential gave none.
/// What it was is the inner exception.
/// </summary>
/// <remarks>
/// The call itself was not sent, so <see cref="IdentityApiException.IsOutcomeUnknown"/> is true only when an earlier attempt of it had been.
/// Status and code are those of the token request. For a second after a failure, doubling to a minute while failures go on, calls fail with it at once, and no token is requested.
/// </remarks>
public sealed class CredentialException : IdentityApiException
{
    private readonly FailureDetails _failure;
    private readonly string _what;

    internal CredentialException(FailureDetails failure, string what, Exception? innerException = null)
        : base(failure, what, innerException) => (_failure, _what) = (failure, what);

    internal CredentialException WithUnknownOutcome() => new(_failure with { IsOutcomeUnknown = true }, _what, InnerException);
}
