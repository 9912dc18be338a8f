namespace IdentitySdk.Core;

/// <summary>Delays, timers and waits on the client's clock, the same for all targets.</summary>
internal static class Clock
{
    /// <summary>The longest period of a timer.</summary>
    private static readonly TimeSpan s_longest = TimeSpan.FromDays(24);

    /// <summary>Adds a span, clamped to the range of dates: a date from a server cannot make it overflow.</summary>
    public static DateTimeOffset AddClamped(this DateTimeOffset time, TimeSpan span) =>
        span > DateTimeOffset.MaxValue - time ? DateTimeOffset.MaxValue : span < DateTimeOffset.MinValue - time ? DateTimeOffset.MinValue : time + span;

    public static TimeSpan Min(TimeSpan one, TimeSpan other) => one < other ? one : other;

    public static TimeSpan Max(TimeSpan one, TimeSpan other) => one > other ? one : other;

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

        // The source's own timer is cheaper, but uses the system clock only.
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

    /// <summary>Waits for a task, but not longer than the given time; the task continues to run.</summary>
    /// <returns>Whether the task has completed.</returns>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static async Task<bool> CompletesWithinAsync(this Task task, TimeSpan time, TimeProvider clock, CancellationToken cancellationToken)
    {
        using var source = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await Task.WhenAny(task, clock.DelayAsync(time, source.Token)).ConfigureAwait(false);

        // Stops the timer of the delay.
        source.Cancel();
        cancellationToken.ThrowIfCancellationRequested();
        return task.IsCompleted;
    }

    /// <summary>Waits for a task. A cancelled wait leaves the task running, and its outcome is ignored.</summary>
    public static async Task<T> WaitOrAbandonAsync<T>(this Task<T> task, TimeProvider clock, CancellationToken cancellationToken)
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

    /// <summary>Observes the exception of a task that may have no waiter, so that it does not reach the host's UnobservedTaskException.</summary>
    public static void Observe(this Task task) =>
        _ = task.ContinueWith(static each => _ = each.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
}
