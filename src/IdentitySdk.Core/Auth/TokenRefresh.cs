namespace IdentitySdk.Core;

/// <summary>A refresh under way, as it was begun.</summary>
/// <param name="Held">The token in hand then; null when there was none.</param>
/// <param name="Rejections">How many refusals there had been.</param>
/// <param name="IsForced">Whether a refusal forced it.</param>
/// <param name="ForcedBefore">When the forced one before it began, as a time stamp of the client's clock; null without one.</param>
/// <param name="MustRequest">Whether it is the vendor's own token that is wanted, whatever the cache has.</param>
internal sealed record TokenRefresh(AccessToken? Held, int Rejections, bool IsForced, long? ForcedBefore, bool MustRequest)
{
    // Whoever waits goes on by itself: on no thread of another's, and after nobody.
    private readonly TaskCompletionSource<AccessToken> _result = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>What all wait for; ends as soon as the token, or the failure, is known.</summary>
    public Task<AccessToken> Result => _result.Task;

    public void Succeed(AccessToken token) => _result.TrySetResult(token);

    public void Fail(Exception failure)
    {
        // Nobody may be waiting for it; it is logged.
        _result.Task.Observe();
        _result.TrySetException(failure);
    }
}
