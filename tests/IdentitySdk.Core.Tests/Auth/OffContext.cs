namespace IdentitySdk.Tests.Auth;

/// <summary>Checks that work does not resume on the synchronization context it started on: a caller that blocks the context would deadlock.</summary>
internal static class OffContext
{
    /// <summary>Starts work on a context of its own, lets it continue, and asserts that nothing was posted to the context.</summary>
    /// <param name="begin">Starts the work, which waits for an event.</param>
    /// <param name="complete">Raises the event.</param>
    /// <param name="mayBeCompleted">Whether the work may complete without waiting.</param>
    public static async Task AssertAsync(Func<Task> begin, Action complete, bool mayBeCompleted = false)
    {
        var (original, context) = (SynchronizationContext.Current, new CountingContext());
        Task running;
        SynchronizationContext.SetSynchronizationContext(context);
        try
        {
            running = begin();
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(original);
        }

        Assert.That(running.IsCompleted, Is.False.Or.EqualTo(mayBeCompleted), "the work did not wait");
        complete();
        await running;
        Assert.That(context.Posts, Is.Zero);
    }
}
