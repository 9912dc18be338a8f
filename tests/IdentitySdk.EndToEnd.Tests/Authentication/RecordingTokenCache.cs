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
