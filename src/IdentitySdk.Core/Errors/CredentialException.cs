using IdentitySdk.Core;

namespace IdentitySdk;

/// <summary>The function behind a credential gave no access token; what it threw is the inner exception. Nothing was sent to the vendor.</summary>
public sealed class CredentialException : IdentityApiException
{
    internal CredentialException(FailureDetails failure, string what, Exception? innerException = null)
        : base(failure, what, innerException)
    {
    }
}
