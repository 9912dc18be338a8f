using IdentitySdk.Core;

namespace IdentitySdk;

/// <summary>The thing is not in a state for this, or exists already: HTTP 409 or 412.</summary>
public sealed class ConflictException : IdentityApiException
{
    internal ConflictException(FailureDetails failure, string what, Exception? innerException = null)
        : base(failure, what, innerException)
    {
    }
}
