namespace IdentitySdk.Directories.Conformance;

/// <summary>A directory breaks a law.</summary>
/// <param name="message">What was expected, and what came.</param>
/// <param name="innerException">The exception that came instead.</param>
public sealed class LawBrokenException(string message, Exception? innerException = null) : Exception(message, innerException);
