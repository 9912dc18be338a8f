namespace IdentitySdk.Core;

/// <summary>One operation's wait for what all operations share: it counts against the operation's own time-outs.</summary>
internal static class TokenWait
{
    /// <summary>Waits for a refresh, or a turn, which goes on when the wait ends.</summary>
    /// <param name="refresh">What is waited for.</param>
    /// <param name="context">The operation; null for a wait without a bound.</param>
    /// <param name="vendor">The vendor's name.</param>
    /// <param name="clock">The client's clock.</param>
    /// <param name="cancellationToken">The caller's token.</param>
    /// <exception cref="CredentialException">The token did not come in the operation's time.</exception>
    public static async Task<T> AwaitAsync<T>(
        Task<T> refresh, OperationContext? context, string vendor, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (context is null)
        {
            return await refresh.WaitOrAbandonAsync(clock, cancellationToken).ConfigureAwait(false);
        }

        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var timer = clock.CancelAfter(ending, context.RemainingOfAttempt(clock));
        var started = clock.GetTimestamp();
        try
        {
            return await refresh.WaitOrAbandonAsync(clock, ending.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException exception)
        {
            if (cancellationToken.IsCancellationRequested)
            {
                throw new OperationCanceledException(exception.Message, exception, cancellationToken);
            }

            throw new CredentialException(
                new FailureDetails(vendor, "access token"),
                "none came within AttemptTimeout or Retry.MaxTotalTime",
                new TimeoutException("The access token took too long.", exception));
        }
        catch (CredentialException failure)
        {
            // All who wait get the failure of one refresh.
            throw failure.Copy();
        }
        finally
        {
            context.TokenWait += clock.GetElapsedTime(started);
        }
    }
}
