namespace IdentitySdk.Tests.Authentication;

/// <summary>A token cache that records its keys and signals when a token is stored.</summary>
internal sealed class RecordingTokenCache : ITokenCache
{
    private readonly MemoryTokenCache _inner = new();
    private volatile TaskCompletionSource _stored = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public List<string> Keys { get; } = [];

    /// <summary>Completes when the next token is stored; fails after twenty seconds.</summary>
    public Task WaitForTokenAsync()
    {
        _stored = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        return _stored.Task.WaitAsync(TimeSpan.FromSeconds(20));
    }

    public ValueTask<AccessToken?> GetAsync(string key, CancellationToken cancellationToken) => _inner.GetAsync(key, cancellationToken);

    public async ValueTask SetAsync(string key, AccessToken token, CancellationToken cancellationToken)
    {
        lock (Keys)
        {
            Keys.Add(key);
        }

        await _inner.SetAsync(key, token, cancellationToken);
        _stored.TrySetResult();
    }
}
