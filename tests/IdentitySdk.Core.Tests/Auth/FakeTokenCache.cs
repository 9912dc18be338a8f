namespace IdentitySdk.Tests.Auth;

/// <summary>A token cache that a test controls. By default it has no token, grants every lease, and discards what it stores.</summary>
internal sealed class FakeTokenCache : ITokenCache
{
    public Func<AccessToken?> Get { get; init; } = static () => null;

    public Func<TimeSpan, TokenLease?> Lease { get; init; } = static duration => new TokenLease(1, duration);

    /// <summary>Completes the operations that store a token or release a lease.</summary>
    public Task Written { get; init; } = Task.CompletedTask;

    /// <summary>The result of storing a token.</summary>
    public bool IsStored { get; init; } = true;

    /// <summary>Called in place of every operation; null for none.</summary>
    public Func<Task>? Fault { get; init; }

    public static FakeTokenCache Throwing(Exception exception) => new() { Fault = () => throw exception };

    public ValueTask<AccessToken?> GetAsync(string key, CancellationToken cancellationToken) => RunAsync(Task.CompletedTask, Get());

    public ValueTask<TokenLease?> TryLeaseAsync(string key, TimeSpan duration, CancellationToken cancellationToken) =>
        RunAsync(Task.CompletedTask, Lease(duration));

    public ValueTask<bool> SetAsync(string key, AccessToken token, TokenLease lease, CancellationToken cancellationToken) => RunAsync(Written, IsStored);

    public ValueTask ReleaseAsync(string key, TokenLease lease, CancellationToken cancellationToken) => new(RunAsync(Written, true).AsTask());

    /// <summary>Runs an operation. The fault may throw before there is a task.</summary>
    private ValueTask<T> RunAsync<T>(Task operation, T result)
    {
        return EndAsync(Fault?.Invoke() ?? operation);

        async ValueTask<T> EndAsync(Task running)
        {
            await running;
            return result;
        }
    }
}
