namespace IdentitySdk.Redis;

/// <summary>A caller that waits for the next round trip.</summary>
/// <param name="terms">Its terms.</param>
/// <param name="asked">When it asked.</param>
internal sealed class PendingTake(RateLimitTerms terms, long asked)
{
    private readonly TaskCompletionSource<RateLimitGrant?> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public RateLimitTerms Terms => terms;

    public long Asked => asked;

    /// <summary>The grant; null when Redis did not give one.</summary>
    public Task<RateLimitGrant?> Answer => _answer.Task;

    /// <summary>Answers the caller.</summary>
    /// <returns>Whether it still waited.</returns>
    public bool TryAnswer(RateLimitGrant? grant) => _answer.TrySetResult(grant);

    public void Cancel() => _answer.TrySetCanceled();
}
