namespace IdentitySdk.Tests.Auth;

/// <summary>Work that is begun on a synchronization context and must not come back to it: who blocks that context would wait for ever.</summary>
internal static class OffContext
{
    /// <summary>Begins work on a context of its own, lets it go on, and counts what was posted to the context.</summary>
    /// <param name="begin">Begins the work, which waits for something.</param>
    /// <param name="goOn">Lets what it waits for happen.</param>
    /// <param name="mayBeCompleted">Whether the work may be over before it has waited.</param>
    public static async Task AssertAsync(Func<Task> begin, Action goOn, bool mayBeCompleted = false)
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

        Assert.That(running.IsCompleted, Is.False.Or.EqualTo(mayBeCompleted), "it never waited");
        goOn();
        await running;
        Assert.That(context.Posts, Is.Zero);
    }
}
