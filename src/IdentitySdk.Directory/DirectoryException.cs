namespace IdentitySdk.Directories;

/// <summary>A call to a directory failed. The inner exception is the vendor's.</summary>
/// <param name="error">The kind of error.</param>
/// <param name="message">A one-line message without personal data.</param>
/// <param name="innerException">The vendor's exception.</param>
public class DirectoryException(DirectoryError error, string message, Exception? innerException = null) : Exception(message, innerException)
{
    /// <summary>The kind of error.</summary>
    public DirectoryError Error { get; } = error;

    /// <summary>How long to wait before a retry of an <see cref="DirectoryError.Unavailable"/> directory; null if the vendor does not report it.</summary>
    public TimeSpan? RetryAfter { get; init; }
}
