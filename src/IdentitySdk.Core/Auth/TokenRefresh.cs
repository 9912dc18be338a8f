namespace IdentitySdk.Core;

/// <summary>A refresh under way, as it was begun.</summary>
/// <param name="Held">The token in hand then; null when there was none.</param>
/// <param name="Rejections">How many refusals there had been.</param>
internal sealed record TokenRefresh(AccessToken? Held, int Rejections)
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
