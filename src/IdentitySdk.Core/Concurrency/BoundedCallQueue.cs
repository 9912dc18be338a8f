namespace IdentitySdk.Core;

/// <summary>
/// Runs the calls to one target of the host on as few threads as possible, even if the target blocks them: one dedicated thread for the first call, one pool
/// thread while calls return quickly, up to four dedicated threads otherwise. If no thread returns, calls are refused and one is tried again each minute.
/// </summary>
internal sealed class BoundedCallQueue
{
    private const int MaxWorkers = 4;

    /// <summary>The number of threads that calls may block for good.</summary>
    private const int MaxBlocked = 8;

    private static readonly TimeSpan s_quick = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan s_pause = TimeSpan.FromMinutes(1);

    private readonly object _lock = new();
    private readonly Queue<QueuedCall> _calls = new();
    private bool _isQuick;
    private long _returned;

    // Workers of one generation count as blocked together, when a call has timed out and none of them returned meanwhile.
    private int _generation;
    private int _workers;
    private int _blocked;
    private TimeProvider? _blockedClock;
    private long _blockedAt;

    /// <summary>Queues a call.</summary>
    /// <returns>False when it is refused.</returns>
    public bool TryEnqueue(QueuedCall call)
    {
        lock (_lock)
        {
            if (_blockedClock is { } clock)
            {
                if (_blocked >= MaxBlocked || clock.GetElapsedTime(_blockedAt) < s_pause)
                {
                    return false;
                }

                (_blockedClock, _isQuick) = (null, false);
            }

            call.ReturnedBefore = _returned;
            _calls.Enqueue(call);
            if (_workers < (_isQuick || _returned == 0 ? 1 : MaxWorkers))
            {
                _workers++;
                var generation = _generation;
                DetachedTask.Start(() => Work(generation), _isQuick ? TaskCreationOptions.DenyChildAttach : TaskCreationOptions.LongRunning);
            }

            return true;
        }
    }

    /// <summary>Records that a call has timed out: the workers are blocked if none has returned since the call was queued.</summary>
    public void Abandon(QueuedCall call)
    {
        lock (_lock)
        {
            if (call.ReturnedBefore == _returned && _workers > 0)
            {
                (_blockedClock, _blockedAt) = (call.Clock, call.Clock.GetTimestamp());
                (_blocked, _workers, _generation) = (_blocked + _workers, 0, _generation + 1);
            }
        }
    }

    private void Work(int generation)
    {
        while (Dequeue(ref generation) is { } call)
        {
            var started = call.Clock.GetTimestamp();
            call.Start();
            var isQuick = call.Clock.GetElapsedTime(started) < s_quick;
            lock (_lock)
            {
                (_isQuick, _returned) = (isQuick, _returned + 1);
            }
        }
    }

    /// <summary>Returns the next call that has not been abandoned; null if there is none, which ends the worker.</summary>
    private QueuedCall? Dequeue(ref int generation)
    {
        lock (_lock)
        {
            if (generation != _generation)
            {
                // A worker that counted as blocked has returned: calls are accepted again, and it works on.
                (generation, _blockedClock, _blocked, _workers) = (_generation, null, _blocked - 1, _workers + 1);
            }

            while (_calls.Count > 0)
            {
                if (_calls.Dequeue() is { IsAbandoned: false } call)
                {
                    return call;
                }
            }

            _workers--;
            return null;
        }
    }
}
