namespace IdentitySdk.Testing.Resources;

/// <summary>Lets one change of the state happen at a time, and none while it is read.</summary>
internal sealed class StateGate : IDisposable
{
    private readonly ReaderWriterLockSlim _lock = new();

    public T Read<T>(Func<T> read)
    {
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
            return write();
        }
        finally
        {
            _lock.ExitWriteLock();
        }
    }

    public void Dispose() => _lock.Dispose();
}
