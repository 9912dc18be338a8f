namespace IdentitySdk.Directories;

/// <summary>A journal cannot be used: it is altered, of another plan, in use by another process, or cannot be written.</summary>
/// <param name="message">One line without personal data.</param>
/// <param name="innerException">The exception of the file.</param>
public sealed class JournalException(string message, Exception? innerException = null) : IOException(message, innerException);
