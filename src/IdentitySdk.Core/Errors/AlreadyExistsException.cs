namespace IdentitySdk;

/// <summary>The vendor reports that a value that must be unique, such as a login or an email, is taken.</summary>
public sealed class AlreadyExistsException : ConflictException
{
    /// <summary>Creates an exception for a test: HTTP 409, unless the initializer sets another status.</summary>
    public AlreadyExistsException()
        : this("already exists")
    {
    }

    /// <inheritdoc cref="AlreadyExistsException()"/>
    /// <param name="message">The summary in <see cref="IdentityApiException.Message"/>.</param>
    /// <param name="innerException">The cause; null for none.</param>
    public AlreadyExistsException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
