namespace IdentitySdk.Core;

/// <summary>Work that belongs to nobody in particular: it runs without the values, the activity and the synchronization context of whoever began it.</summary>
internal static class DetachedTask
{
    /// <summary>Runs work on the thread pool.</summary>
    public static Task<T> Run<T>(Func<Task<T>> work)
    {
        if (ExecutionContext.IsFlowSuppressed())
        {
            return Task.Run(work);
        }

        using (ExecutionContext.SuppressFlow())
        {
            return Task.Run(work);
        }
    }

    /// <summary>
    /// Cancels a source and disposes it, without waiting for what handlers outside the SDK have registered with its token; what that throws is for nobody.
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
}
