namespace IdentitySdk.Core;

/// <summary>Waiting by the client's clock, in one spelling for all targets.</summary>
internal static class Clock
{
    public static Task DelayAsync(this TimeProvider clock, TimeSpan time, CancellationToken cancellationToken) =>
#if NET8_0_OR_GREATER
        Task.Delay(time, clock, cancellationToken);
#else
        clock.Delay(time, cancellationToken);
#endif

    /// <summary>Cancels a source after a time.</summary>
    /// <returns>The timer, where it is not the source's own.</returns>
    public static IDisposable? CancelAfter(this TimeProvider clock, CancellationTokenSource source, TimeSpan time)
    {
        // The source's own timer is the cheaper one, but knows the system's clock alone.
        if (clock == TimeProvider.System)
        {
            source.CancelAfter(time);
            return null;
        }

        return clock.CreateTimer(Cancel, source, time, Timeout.InfiniteTimeSpan);
    }

    private static void Cancel(object? source)
    {
        try
        {
            ((CancellationTokenSource)source!).Cancel();
        }
        catch (ObjectDisposedException)
        {
            // What was timed ended while the timer was going off.
        }
    }

    /// <summary>Waits for a task that goes on when the wait is cancelled.</summary>
    public static Task<T> WaitOrLeaveAsync<T>(this Task<T> task, TimeProvider clock, CancellationToken cancellationToken) =>
        task.WaitAsync(Timeout.InfiniteTimeSpan, clock, cancellationToken);
}
