namespace IdentitySdk.Core;

/// <summary>One call into what the host brought along.</summary>
/// <param name="clock">The caller's clock.</param>
internal abstract class BoundedVisit(TimeProvider clock)
{
    public TimeProvider Clock => clock;

    /// <summary>How many calls had come back from the target when this one arrived.</summary>
    public long Returned { get; set; }

    /// <summary>Whether its caller waits no more.</summary>
    public abstract bool HasLeft { get; }

    /// <summary>Calls the target, and comes back when the target's own task runs or has ended; it may block.</summary>
    public abstract void Begin();
}

/// <param name="call">The call.</param>
/// <param name="clock">The caller's clock.</param>
/// <param name="token">Cancelled when the caller leaves.</param>
internal sealed class BoundedVisit<T>(Func<CancellationToken, ValueTask<T>> call, TimeProvider clock, CancellationToken token) : BoundedVisit(clock)
{
    private readonly TaskCompletionSource<T> _result = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ExecutionContext? _context = ExecutionContext.Capture();

    /// <summary>The call's result.</summary>
    public Task<T> Result => _result.Task;

    public override bool HasLeft => token.IsCancellationRequested;

    public override void Begin()
    {
        if (_context is null)
        {
            _ = RunAsync();
            return;
        }

        // The thread is anybody's; the values and the activity are the caller's.
        ExecutionContext.Run(_context, static visit => _ = ((BoundedVisit<T>)visit!).RunAsync(), this);
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
