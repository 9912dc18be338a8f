namespace IdentitySdk.Tests.Authentication;

/// <summary>A cache that tells when a token has been stored, and remembers its keys.</summary>
internal sealed class WatchedCache : ITokenCache
{
    private readonly MemoryTokenCache _inner = new();
    private volatile TaskCompletionSource _stored = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public List<string> Keys { get; } = [];

    /// <summary>Ends with the next token stored from now on, which must come soon.</summary>
    public Task NextStored()
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
