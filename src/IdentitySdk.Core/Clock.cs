namespace IdentitySdk.Core;

/// <summary>Delays, timers and waits on the client's clock, the same for all targets.</summary>
internal static class Clock
{
    /// <summary>The longest time that timers can count.</summary>
    private static readonly TimeSpan s_longest = TimeSpan.FromDays(24);

    /// <summary>A time moved by a span, or the first or last there is: no date that a server names may carry a sum out of range.</summary>
    public static DateTimeOffset AddClamped(this DateTimeOffset time, TimeSpan span) =>
        span > DateTimeOffset.MaxValue - time ? DateTimeOffset.MaxValue : span < DateTimeOffset.MinValue - time ? DateTimeOffset.MinValue : time + span;

    public static Task DelayAsync(this TimeProvider clock, TimeSpan time, CancellationToken cancellationToken) =>
#if NET8_0_OR_GREATER
        Task.Delay(time, clock, cancellationToken);
#else
        clock.Delay(time, cancellationToken);
#endif

    /// <summary>Cancels a source after a delay, 24 days at most.</summary>
    /// <returns>The timer to dispose; null when the source uses its own.</returns>
    public static IDisposable? CancelAfter(this TimeProvider clock, CancellationTokenSource source, TimeSpan time)
    {
        time = time < s_longest ? time : s_longest;

        // The source's own timer is the cheaper one, but knows only the system's clock.
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
            // The operation ended, and disposed its source, while the timer fired.
        }
    }

    /// <summary>Waits for a task; cancelling the wait leaves the task running, and what becomes of it is then nobody's concern.</summary>
    public static async Task<T> WaitOrLeaveAsync<T>(this Task<T> task, TimeProvider clock, CancellationToken cancellationToken)
    {
        try
        {
            return await task.WaitAsync(Timeout.InfiniteTimeSpan, clock, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            task.Observe();
            throw;
        }
    }

    /// <summary>Looks at the exception of a task that nobody may wait for: the host must not get it as an unobserved one.</summary>
    public static void Observe(this Task task) =>
        _ = task.ContinueWith(static each => _ = each.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
}
