namespace IdentitySdk.Core;

/// <summary>Waits of one operation for something that all operations share. The wait counts against the operation's own time-outs.</summary>
internal static class TokenWait
{
    /// <summary>Waits for a task, which continues when the wait ends. Without a context there is no time-out.</summary>
    /// <exception cref="CredentialException">The task failed, or did not complete in the operation's time.</exception>
    public static async Task<T> AwaitAsync<T>(Task<T> task, OperationContext? context, string vendor, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (context is null)
        {
            return await task.WaitOrAbandonAsync(clock, cancellationToken).ConfigureAwait(false);
        }

        using var source = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var timer = clock.CancelAfter(source, context.RemainingOfAttempt(clock));
        var started = clock.GetTimestamp();
        try
        {
            return await task.WaitOrAbandonAsync(clock, source.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException exception)
        {
            throw cancellationToken.IsCancellationRequested
                ? new OperationCanceledException(exception.Message, exception, cancellationToken)
                : TokenFailure.Convert(exception, vendor);
        }
        catch (CredentialException exception)
        {
            // All operations that wait get the exception of the same refresh.
            throw exception.Copy();
        }
        finally
        {
            context.TokenWait += clock.GetElapsedTime(started);
        }
    }
}
