namespace IdentitySdk.Testing.Resources;

/// <summary>A reader-writer lock around the state. A scheduled change is applied before the first read or write after its due time.</summary>
internal sealed class StateGate(TimeProvider time) : IDisposable
{
    private readonly ReaderWriterLockSlim _lock = new();
    private readonly PriorityQueue<Action, DateTimeOffset> _scheduled = new();
    private long _nextTicks = long.MaxValue;

    public T Read<T>(Func<T> read)
    {
        if (Volatile.Read(ref _nextTicks) <= time.GetUtcNow().UtcTicks)
        {
            Write(static () => { });
        }

        _lock.EnterReadLock();
        try
        {
            return read();
        }
        finally
        {
            _lock.ExitReadLock();
        }
    }

    public T Write<T>(Func<T> write)
    {
        _lock.EnterWriteLock();
        try
        {
            ApplyDue();
            return write();
        }
        finally
        {
            _lock.ExitWriteLock();
        }
    }

    public void Write(Action write) => Write(() =>
    {
        write();
        return 0;
    });

    /// <summary>Schedules a change. Called from within a <see cref="Write{T}"/>.</summary>
    public void After(TimeSpan delay, Action change)
    {
        _scheduled.Enqueue(change, time.GetUtcNow() + delay);
        SetNext();
    }

    public void Dispose() => _lock.Dispose();

    private void ApplyDue()
    {
        var now = time.GetUtcNow();
        while (_scheduled.TryPeek(out var change, out var due) && due <= now)
        {
            _scheduled.Dequeue();
            change();
        }

        SetNext();
    }

    private void SetNext() => Volatile.Write(ref _nextTicks, _scheduled.TryPeek(out _, out var due) ? due.UtcTicks : long.MaxValue);
}
