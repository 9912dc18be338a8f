namespace IdentitySdk.Core;

/// <summary>
/// Work that no single caller owns: it runs without the execution context (values, activity) and synchronization context of the code that starts it.
/// </summary>
internal static class DetachedTask
{
    /// <summary>Runs asynchronous work on the thread pool.</summary>
    public static Task<T> Run<T>(Func<Task<T>> work)
    {
        using (SuppressFlow())
        {
            return Task.Run(work);
        }
    }

    /// <summary>Starts synchronous work on a thread that the options choose.</summary>
    public static void Start(Action work, TaskCreationOptions options)
    {
        using (SuppressFlow())
        {
            Task.Factory.StartNew(work, CancellationToken.None, options, TaskScheduler.Default);
        }
    }

    /// <summary>
    /// Cancels a source and disposes it, without waiting for callbacks that code outside the SDK has registered with its token. What they throw is ignored.
    /// </summary>
    public static void Cancel(CancellationTokenSource source) =>
#if NET8_0_OR_GREATER
        source.CancelAsync()
#else
        Task.Run(source.Cancel)
#endif
        .ContinueWith(
            static (cancelling, state) =>
            {
                _ = cancelling.Exception;
                ((CancellationTokenSource)state!).Dispose();
            },
            source,
            CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);

    // A flow that is suppressed already cannot be suppressed again.
    private static IDisposable? SuppressFlow() => ExecutionContext.IsFlowSuppressed() ? null : ExecutionContext.SuppressFlow();
}
