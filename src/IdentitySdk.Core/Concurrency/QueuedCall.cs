namespace IdentitySdk.Core;

/// <summary>One call in a <see cref="BoundedCallQueue"/>.</summary>
/// <param name="clock">The client's clock.</param>
internal abstract class QueuedCall(TimeProvider clock)
{
    public TimeProvider Clock => clock;

    /// <summary>The number of calls to the target that had returned when this one was queued.</summary>
    public long ReturnedBefore { get; set; }

    /// <summary>Whether its caller no longer waits.</summary>
    public abstract bool IsAbandoned { get; }

    /// <summary>Calls the target and returns when the target's task has been created; the target may block before.</summary>
    public abstract void Start();
}

/// <param name="call">The call.</param>
/// <param name="clock">The client's clock.</param>
/// <param name="token">Cancelled when the call is abandoned.</param>
internal sealed class QueuedCall<T>(Func<CancellationToken, ValueTask<T>> call, TimeProvider clock, CancellationToken token) : QueuedCall(clock)
{
    private readonly TaskCompletionSource<T> _result = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ExecutionContext? _context = ExecutionContext.Capture();

    public Task<T> Result => _result.Task;

    public override bool IsAbandoned => token.IsCancellationRequested;

    public override void Start()
    {
        if (_context is null)
        {
            _ = RunAsync();
            return;
        }

        // The worker thread is shared; the call runs in the execution context of its own caller.
        ExecutionContext.Run(_context, static call => _ = ((QueuedCall<T>)call!).RunAsync(), this);
    }

    private async Task RunAsync()
    {
        try
        {
            _result.TrySetResult(await call(token).ConfigureAwait(false));
        }
        catch (Exception exception)
        {
            _result.TrySetException(exception);
        }
    }
}
