using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using StackExchange.Redis;

namespace IdentitySdk.Redis;

/// <summary>The way to Redis, for which nothing waits long: bounded waits, one log event for each outage, and no exception that gets out.</summary>
/// <param name="connect">The connection, which may still be on its way.</param>
/// <param name="options">The options, checked.</param>
/// <param name="use">What Redis is used for, in the log and in metrics.</param>
internal sealed class RedisLink(Func<Task<IConnectionMultiplexer>> connect, RedisOptions options, string use)
{
    private readonly object _lock = new();
    private readonly TimeProvider _clock = options.TimeProvider;
    private readonly ILogger _logger = options.LoggerFactory?.CreateLogger(Log.Category) ?? NullLogger.Instance;
    private bool _isAway;
    private bool _hasForeignKey;
    private long _awaySince;
    private long _triedAt;

    public RedisOptions Options => options;

    public ILogger Logger => _logger;

    /// <summary>A connection that is there already.</summary>
    public static Func<Task<IConnectionMultiplexer>> Connected(IConnectionMultiplexer connection)
    {
        var connected = Task.FromResult(connection ?? throw new ArgumentNullException(nameof(connection)));
        return () => connected;
    }

    /// <summary>Whether Redis may be used now: always, or by one call in each <see cref="RedisOptions.RetryInterval"/> while it is away.</summary>
    public bool TryEnter()
    {
        lock (_lock)
        {
            if (!_isAway)
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
    /// <param name="key">The key it is for.</param>
    /// <param name="send">Sends it.</param>
    /// <param name="timeout">How long its response is waited for.</param>
    /// <param name="late">Gets a response that came too late; null when it is of no use then.</param>
    /// <returns>The response; null when there is none.</returns>
    public async Task<T?> SendAsync<T>(RedisKey key, Func<IDatabase, Task<T>> send, TimeSpan timeout, Action<T>? late = null)
        where T : class
    {
        Task<T>? sent = null;
        try
        {
            var started = _clock.GetTimestamp();
            var connection = await connect().WaitAsync(timeout, _clock).ConfigureAwait(false);
            var database = connection.GetDatabase(options.Database);

            // The connection would queue the command until it is there again, and then fail it anyway.
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

    /// <summary>Takes note of an operation that went on without Redis.</summary>
    public void CountFallback() => Telemetry.Fallbacks.Add(1, Telemetry.Use(use));

    /// <summary>A failure is as good as logged: the call was given up before it came.</summary>
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
            if (_isAway)
            {
                return;
            }

            (_isAway, _awaySince) = (true, _triedAt);
        }

        Telemetry.Outages.Add(1, Telemetry.Use(use), new("error.type", failure));
        Log.RedisFailed(_logger, use, failure);
    }

    private void Succeed()
    {
        TimeSpan time;
        lock (_lock)
        {
            if (!_isAway)
            {
                return;
            }

            _isAway = false;
            time = _clock.GetElapsedTime(_awaySince);
        }

        Log.RedisBack(_logger, use, time.TotalSeconds);
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

        Log.RedisKeyForeign(_logger, use);
    }
}
