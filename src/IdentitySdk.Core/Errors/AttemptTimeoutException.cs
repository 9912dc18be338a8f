namespace IdentitySdk.Core;

/// <summary>One attempt took longer than it may.</summary>
internal sealed class AttemptTimeoutException(Exception? innerException = null) : TimeoutException("The attempt took too long.", innerException);
