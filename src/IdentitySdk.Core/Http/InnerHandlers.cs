namespace IdentitySdk.Core;

/// <summary>The handlers between <see cref="TransportHandler"/> and the network. They do not change once a request has been sent.</summary>
internal sealed class InnerHandlers
{
    /// <summary>How long foreign code may run after a cancellation, in real time: it needs that to run, whichever clock the client has.</summary>
    private static readonly TimeSpan s_cancellationGrace = TimeSpan.FromSeconds(1);

    // Foreign: neither the SDK's nor .NET's.
    private readonly bool _hasForeignCode;

    /// <param name="first">The handler after <see cref="TransportHandler"/>.</param>
    public InnerHandlers(HttpMessageHandler first)
    {
        for (var handler = first; ; handler = ((DelegatingHandler)handler).InnerHandler!)
        {
            var isForeign = !IsKnown(handler);
            HasSendGuard |= handler is SingleSendHandler;
            HasForeignHandlers |= isForeign && handler is DelegatingHandler;
            _hasForeignCode |= isForeign;
            if (handler is not DelegatingHandler { InnerHandler: not null })
            {
                return;
            }
        }
    }

    /// <summary>Whether a <see cref="SingleSendHandler"/> next to the transport sees what foreign handlers send.</summary>
    public bool HasSendGuard { get; }

    /// <summary>Whether foreign handlers pass the message on: they may add headers to it, or send a copy.</summary>
    public bool HasForeignHandlers { get; }

    /// <summary>Waits for a task of these handlers, and abandons it when foreign code ignores the cancellation.</summary>
    /// <exception cref="AbandonedException">The task has not ended in time after the cancellation.</exception>
    public Task<T> WaitAsync<T>(Task<T> task, CancellationToken cancellationToken)
        where T : class, IDisposable =>
        task.IsCompleted || !_hasForeignCode ? task : WaitOrAbandonAsync(task, cancellationToken);

    /// <inheritdoc cref="WaitAsync{T}(Task{T}, CancellationToken)"/>
    public ValueTask<T> WaitAsync<T>(ValueTask<T> task, CancellationToken cancellationToken)
        where T : class, IDisposable =>
        task.IsCompleted || !_hasForeignCode ? task : new(WaitOrAbandonAsync(task.AsTask(), cancellationToken));

    private static async Task<T> WaitOrAbandonAsync<T>(Task<T> task, CancellationToken cancellationToken)
        where T : class, IDisposable
    {
        try
        {
            return await task.WaitOrAbandonAsync(TimeProvider.System, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            using var ending = new CancellationTokenSource();
            await Task.WhenAny(task, TimeProvider.System.DelayAsync(s_cancellationGrace, ending.Token)).ConfigureAwait(false);
            ending.Cancel();
            if (task.IsCompleted)
            {
                return await task.ConfigureAwait(false);
            }

            DisposeResultAsync(task).Observe();
            throw new AbandonedException();
        }
    }

    private static async Task DisposeResultAsync<T>(Task<T> task)
        where T : class, IDisposable => (await task.ConfigureAwait(false)).Dispose();

    private static bool IsKnown(HttpMessageHandler handler) =>
        handler is HttpClientHandler
#if NET8_0_OR_GREATER
            or SocketsHttpHandler
#endif
        || handler.GetType().Namespace is "IdentitySdk" or "IdentitySdk.Core";
}
