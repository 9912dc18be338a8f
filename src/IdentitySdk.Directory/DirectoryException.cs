namespace IdentitySdk.Directories;

/// <summary>A call to a directory that did not succeed. The inner exception is the vendor's.</summary>
/// <param name="error">What follows from it.</param>
/// <param name="message">One line without personal data.</param>
/// <param name="innerException">The vendor's exception.</param>
public class DirectoryException(DirectoryError error, string message, Exception? innerException = null) : Exception(message, innerException)
{
    /// <summary>What follows from it.</summary>
    public DirectoryError Error { get; } = error;

    /// <summary>How long the vendor wants to be left alone, if it is <see cref="DirectoryError.Unavailable"/> for that; null if it does not say.</summary>
    public TimeSpan? RetryAfter { get; init; }
}
