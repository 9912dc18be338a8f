namespace IdentitySdk.Core;

/// <summary>A handler outside the SDK ignored the cancellation of its attempt, so the attempt no longer waits for it.</summary>
internal sealed class AbandonedException() : TimeoutException("A handler outside the SDK ignored the cancellation of the request.");
