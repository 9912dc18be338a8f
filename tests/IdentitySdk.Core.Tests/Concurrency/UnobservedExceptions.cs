namespace IdentitySdk.Tests;

/// <summary>Counts the exceptions that reach a host's <see cref="TaskScheduler.UnobservedTaskException"/>. Tests that use it must not run in parallel.</summary>
internal static class UnobservedExceptions
{
    /// <summary>Runs code that abandons tasks, and collects them.</summary>
    /// <param name="abandonAsync">The code. It must not be inlined, so that no task stays reachable.</param>
    /// <typeparam name="TException">The type to count.</typeparam>
    public static async Task<int> CountAsync<TException>(Func<Task> abandonAsync)
        where TException : Exception
    {
        var unobserved = 0;
        EventHandler<UnobservedTaskExceptionEventArgs> count = (_, args) => unobserved += args.Exception.Flatten().InnerExceptions.Any(each => each is TException) ? 1 : 0;
        TaskScheduler.UnobservedTaskException += count;
        try
        {
            // On threads of its own: what is on the stack of this one stays reachable.
            await Task.Run(abandonAsync);
            for (var round = 0; round < 3; round++)
            {
                await Task.Yield();
                GC.Collect();
                GC.WaitForPendingFinalizers();
            }

            return unobserved;
        }
        finally
        {
            TaskScheduler.UnobservedTaskException -= count;
        }
    }
}
