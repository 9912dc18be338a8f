using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using StackExchange.Redis;

namespace IdentitySdk.Redis;

/// <summary>Access to Redis with bounded waits and one log event per outage; it never throws.</summary>
/// <param name="connect">Gets the connection, which may not be established yet.</param>
/// <param name="options">The validated options.</param>
/// <param name="use">The use of Redis, for the log and metrics.</param>
internal sealed class RedisLink(Func<Task<IConnectionMultiplexer>> connect, RedisOptions options, string use)
{
    private readonly object _lock = new();
    private readonly TimeProvider _clock = options.TimeProvider;
    private bool _isUnavailable;
    private bool _hasForeignKey;
    private long _unavailableSince;
    private long _triedAt;

    public RedisOptions Options => options;

    public ILogger Logger { get; } = options.LoggerFactory?.CreateLogger(Log.Category) ?? NullLogger.Instance;

    /// <summary>An existing connection.</summary>
    public static Func<Task<IConnectionMultiplexer>> Connected(IConnectionMultiplexer connection)
    {
        var connected = Task.FromResult(connection ?? throw new ArgumentNullException(nameof(connection)));
        return () => connected;
    }

    /// <summary>Whether Redis may be used now. During an outage only one call per <see cref="RedisOptions.RetryInterval"/> may.</summary>
    public bool TryEnter()
    {
        lock (_lock)
        {
            if (!_isUnavailable)
            {
                return true;
            }

            var now = _clock.GetTimestamp();
            if (_clock.GetElapsedTime(_triedAt, now) < options.RetryInterval)
            {
                return false;
            }

            _triedAt = now;
            return true;
        }
    }

    /// <summary>Sends one command.</summary>
    /// <param name="key">Its key.</param>
    /// <param name="send">Sends the command.</param>
    /// <param name="timeout">The time to wait for the response.</param>
    /// <param name="late">Called with a response that arrives after the time-out.</param>
    /// <returns>The response; null when Redis cannot be used.</returns>
    public async Task<T?> SendAsync<T>(RedisKey key, Func<IDatabase, Task<T>> send, TimeSpan timeout, Action<T>? late = null)
        where T : class
    {
        Task<T>? sent = null;
        try
        {
            var started = _clock.GetTimestamp();
            var connection = await connect().WaitAsync(timeout, _clock).ConfigureAwait(false);
            var database = connection.GetDatabase(options.Database);

            // Without a connection the command would be queued, and would fail in the end.
            if (!database.IsConnected(key))
            {
                Fail("no connection");
                return null;
            }

            sent = send(database);
            var rest = timeout - _clock.GetElapsedTime(started);
            var response = await sent.WaitAsync(rest > TimeSpan.Zero ? rest : TimeSpan.Zero, _clock).ConfigureAwait(false);
            Succeed();
            return response;
        }
        catch (Exception exception)
        {
            _ = sent?.ContinueWith(
                static (task, late) => Observe(task, (Action<T>?)late),
                late,
                CancellationToken.None,
                TaskContinuationOptions.ExecuteSynchronously,
                TaskScheduler.Default);
            if (RedisFailure.IsForeignValue(exception))
            {
                ReportForeignKey();
            }
            else
            {
                Fail(RedisFailure.Describe(exception));
            }

            return null;
        }
    }

    /// <summary>Counts an operation that continues without Redis.</summary>
    public void CountFallback() => Telemetry.Fallbacks.Add(1, Telemetry.Use(use));

    /// <summary>Handles a response after the time-out. A late exception is ignored, because the time-out was logged.</summary>
    private static void Observe<T>(Task<T> task, Action<T>? late)
    {
        if (task.Status == TaskStatus.RanToCompletion)
        {
            late?.Invoke(task.GetAwaiter().GetResult());
        }
        else
        {
            _ = task.Exception;
        }
    }

    private void Fail(string failure)
    {
        lock (_lock)
        {
            _triedAt = _clock.GetTimestamp();
            if (_isUnavailable)
            {
                return;
            }

            (_isUnavailable, _unavailableSince) = (true, _triedAt);
        }

        Telemetry.Outages.Add(1, Telemetry.Use(use), new("error.type", failure));
        Log.RedisFailed(Logger, use, failure);
    }

    private void Succeed()
    {
        TimeSpan time;
        lock (_lock)
        {
            if (!_isUnavailable)
            {
                return;
            }

            _isUnavailable = false;
            time = _clock.GetElapsedTime(_unavailableSince);
        }

        Log.RedisBack(Logger, use, time.TotalSeconds);
    }

    private void ReportForeignKey()
    {
        Succeed();
        lock (_lock)
        {
            if (_hasForeignKey)
            {
                return;
            }

            _hasForeignKey = true;
        }

        Log.RedisKeyForeign(Logger, use);
    }
}
