using IdentitySdk.Core;

namespace IdentitySdk;

/// <summary>There is no such thing: HTTP 404.</summary>
public sealed class NotFoundException : IdentityApiException
{
    internal NotFoundException(FailureDetails failure, string what, Exception? innerException = null)
        : base(failure, what, innerException)
    {
    }
}
