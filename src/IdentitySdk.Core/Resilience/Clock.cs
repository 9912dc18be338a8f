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

    /// <summary>A source that cancels itself after a time.</summary>
    public static CancellationTokenSource CancelAfter(this TimeProvider clock, TimeSpan time) =>
#if NET8_0_OR_GREATER
        new(time, clock);
#else
        clock.CreateCancellationTokenSource(time);
#endif

    /// <summary>Waits for a task that goes on when the wait is cancelled.</summary>
    public static Task<T> WaitOrLeaveAsync<T>(this Task<T> task, TimeProvider clock, CancellationToken cancellationToken) =>
        task.WaitAsync(Timeout.InfiniteTimeSpan, clock, cancellationToken);
}
