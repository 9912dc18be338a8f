using StackExchange.Redis;

namespace IdentitySdk.Redis;

/// <summary>The connection of store and cache, opened on first use.</summary>
internal sealed class RedisConnection(Func<Task<IConnectionMultiplexer>> connect) : IAsyncDisposable, IDisposable
{
    private readonly object _lock = new();
    private Task<IConnectionMultiplexer>? _connection;
    private bool _isBorrowed;

    /// <summary>A connection that is not disposed with this instance.</summary>
    public static RedisConnection Borrow(IConnectionMultiplexer connection) =>
        new(() => Task.FromResult(connection ?? throw new InvalidOperationException("The registered function returned no connection."))) { _isBorrowed = true };

    /// <summary>The connection. After a failure, the next call connects again.</summary>
    public Task<IConnectionMultiplexer> GetAsync()
    {
        lock (_lock)
        {
            return _connection = _connection is { IsFaulted: false, IsCanceled: false } connection ? connection : Task.Run(connect);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (Owned() is { } connection)
        {
            await (await connection.ConfigureAwait(false)).DisposeAsync().ConfigureAwait(false);
        }
    }

    public void Dispose()
    {
        if (Owned() is { Status: TaskStatus.RanToCompletion } connection)
        {
            connection.GetAwaiter().GetResult().Dispose();
        }
    }

    private Task<IConnectionMultiplexer>? Owned()
    {
        lock (_lock)
        {
            return _isBorrowed || _connection is { IsFaulted: true } ? null : _connection;
        }
    }
}
