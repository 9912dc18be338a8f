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
}
