namespace IdentitySdk.Core;

/// <summary>
/// Lets calls into what the host brought along, so that it blocks few threads whatever it does: one of its own to find out, one of the pool's while it
/// returns as quickly as asynchronous code does, a few of its own otherwise. When none comes back nobody enters any more; once a minute that is tried again.
/// </summary>
internal sealed class BoundedEntrance
{
    private const int MostWorkers = 4;

    /// <summary>How many threads may be lost to calls that never come back.</summary>
    private const int MostLost = 8;

    private static readonly TimeSpan s_quick = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan s_pause = TimeSpan.FromMinutes(1);

    private readonly object _lock = new();
    private readonly Queue<BoundedVisit> _visits = new();
    private bool _isQuick;
    private long _returned;

    // The threads that let calls in are those of one generation; it is lost when none of them comes back.
    private int _generation;
    private int _workers;
    private int _lost;
    private TimeProvider? _lossClock;
    private long _lossAt;

    /// <summary>Lets a call in when its turn comes.</summary>
    /// <returns>Whether it may wait for that.</returns>
    public bool TryEnter(BoundedVisit visit)
    {
        lock (_lock)
        {
            if (_lossClock is { } clock)
            {
                if (_lost >= MostLost || clock.GetElapsedTime(_lossAt) < s_pause)
                {
                    return false;
                }

                (_lossClock, _isQuick) = (null, false);
            }

            visit.Returned = _returned;
            _visits.Enqueue(visit);
            if (_workers < (_isQuick || _returned == 0 ? 1 : MostWorkers))
            {
                _workers++;
                StartWorker(_generation, _isQuick ? TaskCreationOptions.DenyChildAttach : TaskCreationOptions.LongRunning);
            }

            return true;
        }
    }

    /// <summary>Takes note of a call whose time is up. When none has come back since it arrived, none will.</summary>
    public void Leave(BoundedVisit visit)
    {
        lock (_lock)
        {
            if (visit.Returned == _returned && _workers > 0)
            {
                (_lossClock, _lossAt) = (visit.Clock, visit.Clock.GetTimestamp());
                (_lost, _workers, _generation) = (_lost + _workers, 0, _generation + 1);
            }
        }
    }

    /// <summary>Starts a thread that lets calls in, without the values and the activity of whoever came first.</summary>
    private void StartWorker(int generation, TaskCreationOptions options)
    {
        if (ExecutionContext.IsFlowSuppressed())
        {
            Start();
            return;
        }

        using (ExecutionContext.SuppressFlow())
        {
            Start();
        }

        void Start() => Task.Factory.StartNew(() => Work(generation), CancellationToken.None, options, TaskScheduler.Default);
    }

    private void Work(int generation)
    {
        while (Next(ref generation) is { } visit)
        {
            var began = visit.Clock.GetTimestamp();
            visit.Begin();
            var isQuick = visit.Clock.GetElapsedTime(began) < s_quick;
            lock (_lock)
            {
                (_isQuick, _returned) = (isQuick, _returned + 1);
            }
        }
    }

    /// <summary>The next call whose caller still waits; null when there is none.</summary>
    private BoundedVisit? Next(ref int generation)
    {
        lock (_lock)
        {
            if (generation != _generation)
            {
                // Whoever comes back shows that it is possible, and takes a place again.
                (generation, _lossClock, _lost, _workers) = (_generation, null, _lost - 1, _workers + 1);
            }

            while (_visits.Count > 0)
            {
                if (_visits.Dequeue() is { HasLeft: false } visit)
                {
                    return visit;
                }
            }

            _workers--;
            return null;
        }
    }
}
