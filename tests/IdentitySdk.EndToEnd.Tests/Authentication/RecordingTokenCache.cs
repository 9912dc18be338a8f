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

    public ValueTask<TokenLease?> TryLeaseAsync(string key, TimeSpan duration, CancellationToken cancellationToken) => _inner.TryLeaseAsync(key, duration, cancellationToken);

    public async ValueTask<bool> SetAsync(string key, AccessToken token, TokenLease lease, CancellationToken cancellationToken)
    {
        lock (Keys)
        {
            Keys.Add(key);
        }

        var isStored = await _inner.SetAsync(key, token, lease, cancellationToken);
        _stored.TrySetResult();
        return isStored;
    }

    public ValueTask ReleaseAsync(string key, TokenLease lease, CancellationToken cancellationToken) => _inner.ReleaseAsync(key, lease, cancellationToken);
}
