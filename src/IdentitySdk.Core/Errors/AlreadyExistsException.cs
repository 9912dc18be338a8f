using IdentitySdk.Core;

namespace IdentitySdk;

/// <summary>The vendor reports that a value that must be unique, such as a login or an email, is taken.</summary>
public sealed class AlreadyExistsException : ConflictException
{
    internal AlreadyExistsException(FailureDetails failure, string summary, Exception? innerException = null)
        : base(failure, summary, innerException)
    {
    }
}
