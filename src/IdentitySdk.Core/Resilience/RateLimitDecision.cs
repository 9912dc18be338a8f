namespace IdentitySdk.Core;

/// <summary>Whether a call may be sent, and if not, how long it waits and for what.</summary>
/// <param name="Permit">The call's permit; null when it has to wait.</param>
/// <param name="Wait">How long to wait at most before the next request for a permit.</param>
/// <param name="Reason">What the call waits for.</param>
/// <param name="Waiter">Completes when the next request is worth making earlier; null when only the wait counts.</param>
internal readonly record struct RateLimitDecision(
    RateLimitPermit? Permit, TimeSpan Wait, RateLimitWaitReason Reason, TaskCompletionSource<bool>? Waiter = null)
{
    public static RateLimitDecision Granted(RateLimitPermit permit) => new(permit, TimeSpan.Zero, RateLimitWaitReason.Budget);

    /// <summary>Stops waiting, so that no other call is left asleep in place of this one.</summary>
    public void StopWaiting() => Waiter?.TrySetResult(false);
}
