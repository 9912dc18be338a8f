namespace IdentitySdk.Tests.Laws;

/// <summary>A rate-limit store under test, and its clock.</summary>
public abstract class StoreBench : IAsyncDisposable
{
    public abstract IRateLimitStore Store { get; }

    /// <summary>Simulates time that passes for the store.</summary>
    public abstract Task PassAsync(TimeSpan time);

    public virtual ValueTask DisposeAsync() => default;
}
