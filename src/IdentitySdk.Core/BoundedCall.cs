using System.Runtime.CompilerServices;

namespace IdentitySdk.Core;

/// <summary>
/// Calls into what the host brought along: neither a hang nor an exception of it may become the caller's, and no thread that it blocks may be one that the
/// process needs.
/// </summary>
internal static class BoundedCall
{
    /// <summary>One entrance for each target, whichever of the clients calls it.</summary>
    private static readonly ConditionalWeakTable<object, BoundedEntrance> s_entrances = new();

    /// <summary>Makes a call, and leaves it when it takes too long.</summary>
    /// <param name="target">What is called.</param>
    /// <param name="call">The call; it may block before its first await.</param>
    /// <param name="timeout">How long it may take.</param>
    /// <param name="clock">The client's clock.</param>
    /// <param name="cancellationToken">The caller's token.</param>
    /// <exception cref="TimeoutException">It took too long, or would have to wait behind calls that block.</exception>
    /// <exception cref="OperationCanceledException">The caller's token was cancelled, nothing else.</exception>
    public static async Task<T> RunAsync<T>(
        object target, Func<CancellationToken, ValueTask<T>> call, TimeSpan timeout, TimeProvider clock, CancellationToken cancellationToken)
    {
        var entrance = s_entrances.GetValue(target, static _ => new BoundedEntrance());
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var timer = clock.CancelAfter(ending, timeout);
        var visit = new BoundedVisit<T>(call, clock, ending.Token);
        if (!entrance.TryEnter(visit))
        {
            throw new TimeoutException("Earlier calls have not come back yet.");
        }

        try
        {
            return await visit.Result.WaitOrLeaveAsync(clock, ending.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException exception)
        {
            cancellationToken.ThrowIfCancellationRequested();
            entrance.Leave(visit);
            throw new TimeoutException("The call took too long, or gave up.", exception);
        }
    }
}
