namespace IdentitySdk.Directories.Conformance;

/// <summary>A directory breaks a law.</summary>
/// <param name="message">The expected and the actual behavior.</param>
/// <param name="innerException">The unexpected exception.</param>
public sealed class LawBrokenException(string message, Exception? innerException = null) : Exception(message, innerException);
