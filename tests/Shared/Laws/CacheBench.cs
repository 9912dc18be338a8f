namespace IdentitySdk.Tests.Laws;

/// <summary>A token cache under test, and its clock.</summary>
public abstract class CacheBench : IAsyncDisposable
{
    public abstract ITokenCache Cache { get; }

    /// <summary>Simulates time that passes for the cache.</summary>
    public abstract Task PassAsync(TimeSpan time);

    public virtual ValueTask DisposeAsync() => default;
}
