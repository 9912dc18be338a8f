namespace IdentitySdk.Core;

/// <summary>The calls that wait for one budget, the longest waiting first. Its owner locks.</summary>
internal sealed class RateLimitWaiters
{
    private readonly Queue<TaskCompletionSource<bool>> _waiters = new();

    /// <summary>How many are kept; some of them may have left.</summary>
    public int Count => _waiters.Count;

    /// <summary>Waits: the source completes when it is worth asking again, and whoever leaves before completes it.</summary>
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

    /// <summary>Lets as many ask again as there may be something left for.</summary>
    public void Wake(int most)
    {
        while (most > 0 && _waiters.Count > 0)
        {
            most -= _waiters.Dequeue().TrySetResult(true) ? 1 : 0;
        }
    }
}
