namespace IdentitySdk.Core;

/// <summary>Waits for what handlers outside the SDK do, and leaves them when they ignore a cancellation.</summary>
internal static class AbandonedTask
{
    /// <summary>How long a handler may take to end after a cancellation, in real time: it is code that has to run, whatever clock the client has.</summary>
    private static readonly TimeSpan s_grace = TimeSpan.FromSeconds(1);

    public static ValueTask<T> WaitAsync<T>(ValueTask<T> work, TransportRoute route, CancellationToken cancellationToken)
        where T : class, IDisposable =>
        work.IsCompleted || !route.IsForeign ? work : new(WaitAsync(work.AsTask(), cancellationToken));

    public static Task<T> WaitAsync<T>(Task<T> work, TransportRoute route, CancellationToken cancellationToken)
        where T : class, IDisposable =>
        work.IsCompleted || !route.IsForeign ? work : WaitAsync(work, cancellationToken);

    /// <exception cref="AbandonedException">The work has not ended in time after the cancellation.</exception>
    private static async Task<T> WaitAsync<T>(Task<T> work, CancellationToken cancellationToken)
        where T : class, IDisposable
    {
        try
        {
            return await work.WaitOrAbandonAsync(TimeProvider.System, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            using var end = new CancellationTokenSource();
            await Task.WhenAny(work, TimeProvider.System.DelayAsync(s_grace, end.Token)).ConfigureAwait(false);
            end.Cancel();
            if (work.IsCompleted)
            {
                return await work.ConfigureAwait(false);
            }

            _ = DropAsync(work);
            throw new AbandonedException();
        }
    }

    /// <summary>Nobody takes what comes after all, be it a response or an exception.</summary>
    private static async Task DropAsync<T>(Task<T> work)
        where T : class, IDisposable
    {
        await Task.WhenAny(work).ConfigureAwait(false);
        if (work.Exception is null && !work.IsCanceled)
        {
            using var late = await work.ConfigureAwait(false);
        }
    }
}
