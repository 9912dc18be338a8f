using IdentitySdk.Core;

namespace IdentitySdk;

/// <summary>The resource exists already, or is not in a state that allows the call: HTTP 409 or 412.</summary>
public class ConflictException : IdentityApiException
{
    internal ConflictException(FailureDetails failure, string summary, Exception? innerException = null)
        : base(failure, summary, innerException)
    {
    }
}
