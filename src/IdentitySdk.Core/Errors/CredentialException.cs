using IdentitySdk.Core;

namespace IdentitySdk;

/// <summary>The credential's function returned no access token; its own exception is the inner exception. No request was sent to the vendor.</summary>
public sealed class CredentialException : IdentityApiException
{
    internal CredentialException(FailureDetails failure, string summary, Exception? innerException = null)
        : base(failure, summary, innerException)
    {
    }
}
