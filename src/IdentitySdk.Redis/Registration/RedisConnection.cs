using StackExchange.Redis;

namespace IdentitySdk.Redis;

/// <summary>One connection for store and cache, begun with its first use.</summary>
internal sealed class RedisConnection(Func<Task<IConnectionMultiplexer>> connect) : IAsyncDisposable, IDisposable
{
    private readonly object _lock = new();
    private Task<IConnectionMultiplexer>? _connection;
    private bool _isBorrowed;

    /// <summary>A connection that stays its owner's.</summary>
    public static RedisConnection Borrow(IConnectionMultiplexer connection) =>
        new(() => Task.FromResult(connection ?? throw new InvalidOperationException("The registered function returned no connection."))) { _isBorrowed = true };

    /// <summary>The connection; a failed attempt is made again at the next call.</summary>
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
