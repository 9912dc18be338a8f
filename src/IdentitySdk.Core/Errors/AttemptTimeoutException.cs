namespace IdentitySdk.Core;

/// <summary>One attempt exceeded its time-out.</summary>
internal sealed class AttemptTimeoutException(Exception? innerException = null) : TimeoutException("The attempt took too long.", innerException);
