namespace IdentitySdk.Core;

/// <summary>A handler outside the SDK went on after the cancellation of its attempt, and was left.</summary>
internal sealed class AbandonedException() : Exception("A handler outside the SDK ignored the cancellation of the request.");
