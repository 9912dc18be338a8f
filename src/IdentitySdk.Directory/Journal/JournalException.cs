namespace IdentitySdk.Directories;

/// <summary>A journal cannot be used: it was altered, belongs to another plan, is in use, or cannot be written.</summary>
/// <param name="message">A one-line message without personal data.</param>
/// <param name="innerException">The exception of the file system.</param>
public sealed class JournalException(string message, Exception? innerException = null) : IOException(message, innerException);
