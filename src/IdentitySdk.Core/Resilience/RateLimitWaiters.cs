namespace IdentitySdk.Core;

/// <summary>The calls that wait for one bucket, in the order in which they began to wait. Its owner locks.</summary>
internal sealed class RateLimitWaiters
{
    private readonly Queue<TaskCompletionSource<bool>> _waiters = new();

    /// <summary>The number of calls in the queue; some of them may have stopped waiting.</summary>
    public int Count => _waiters.Count;

    /// <summary>Adds a call.</summary>
    /// <returns>A source that completes when the call may request a permit again; the call completes it itself when it stops waiting earlier.</returns>
    public TaskCompletionSource<bool> Enqueue()
    {
        while (_waiters.Count > 0 && _waiters.Peek().Task.IsCompleted)
        {
            _waiters.Dequeue();
        }

        var waiter = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        _waiters.Enqueue(waiter);
        return waiter;
    }

    /// <summary>Wakes the calls that have waited longest.</summary>
    /// <param name="count">The number of calls to wake; none if it is negative.</param>
    public void Wake(int count)
    {
        while (count > 0 && _waiters.Count > 0)
        {
            count -= _waiters.Dequeue().TrySetResult(true) ? 1 : 0;
        }
    }
}
