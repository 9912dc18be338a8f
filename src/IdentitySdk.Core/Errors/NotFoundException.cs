using IdentitySdk.Core;

namespace IdentitySdk;

/// <summary>The resource does not exist: HTTP 404.</summary>
public sealed class NotFoundException : IdentityApiException
{
    internal NotFoundException(FailureDetails failure, string summary, Exception? innerException = null)
        : base(failure, summary, innerException)
    {
    }
}
