namespace IdentitySdk.Redis;

/// <summary>A caller that waits for the next round trip. The result is the grant; null when Redis cannot be used.</summary>
/// <param name="terms">The caller's terms.</param>
/// <param name="requestedAt">When the caller requested the call.</param>
internal sealed class PendingTake(RateLimitTerms terms, long requestedAt)
    : TaskCompletionSource<RateLimitGrant?>(TaskCreationOptions.RunContinuationsAsynchronously)
{
    public RateLimitTerms Terms => terms;

    public long RequestedAt => requestedAt;
}
