namespace IdentitySdk.Core;

/// <summary>Calls into what the host brought along: neither a hang nor an exception of it may become the caller's.</summary>
internal static class BoundedCall
{
    /// <summary>Makes a call, and leaves it when it takes too long.</summary>
    /// <param name="call">The call; it may block before its first await.</param>
    /// <param name="timeout">How long it may take.</param>
    /// <param name="clock">The client's clock.</param>
    /// <param name="cancellationToken">The caller's token.</param>
    /// <exception cref="TimeoutException">It took too long.</exception>
    /// <exception cref="OperationCanceledException">The caller's token was cancelled, nothing else.</exception>
    public static async Task<T> RunAsync<T>(Func<CancellationToken, ValueTask<T>> call, TimeSpan timeout, TimeProvider clock, CancellationToken cancellationToken)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var timer = clock.CancelAfter(ending, timeout);
        var token = ending.Token;
        var running = Task.Run(() => call(token).AsTask(), CancellationToken.None);
        try
        {
            return await running.WaitOrLeaveAsync(clock, token).ConfigureAwait(false);
        }
        catch (OperationCanceledException exception)
        {
            // Nobody looks at what becomes of a call that was left.
            _ = running.ContinueWith(static task => _ = task.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
            cancellationToken.ThrowIfCancellationRequested();
            throw new TimeoutException("The call took too long, or gave up.", exception);
        }
    }
}
