using System.Runtime.CompilerServices;

namespace IdentitySdk.Core;

/// <summary>Calls to code of the host (a cache, a store) that may block or hang: they time out, and the number of blocked threads is bounded.</summary>
internal static class BoundedCall
{
    /// <summary>One queue for each target, shared by all clients.</summary>
    private static readonly ConditionalWeakTable<object, BoundedCallQueue> s_queues = new();

    /// <summary>Makes a call, and abandons it when it takes too long.</summary>
    /// <param name="target">The object that is called.</param>
    /// <param name="call">The call; it may block before its first await.</param>
    /// <param name="timeout">How long it may take.</param>
    /// <param name="clock">The client's clock.</param>
    /// <param name="cancellationToken">The caller's token.</param>
    /// <param name="onLate">Gets a result that arrives when the caller no longer waits for it; null to drop it.</param>
    /// <exception cref="TimeoutException">It took too long, or earlier calls still block.</exception>
    /// <exception cref="OperationCanceledException">The caller's token was cancelled.</exception>
    public static async Task<T> RunAsync<T>(
        object target,
        Func<CancellationToken, ValueTask<T>> call,
        TimeSpan timeout,
        TimeProvider clock,
        CancellationToken cancellationToken,
        Action<T>? onLate = null)
    {
        var queue = s_queues.GetValue(target, static _ => new BoundedCallQueue());
        using var source = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var timer = clock.CancelAfter(source, timeout);
        var queued = new QueuedCall<T>(call, clock, source.Token);
        if (!queue.TryEnqueue(queued))
        {
            throw new TimeoutException("Earlier calls have not returned yet.");
        }

        try
        {
            return await queued.Result.WaitOrAbandonAsync(clock, source.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException exception)
        {
            if (onLate is not null)
            {
                PassAsync(queued.Result, onLate).Observe();
            }

            cancellationToken.ThrowIfCancellationRequested();
            queue.Abandon(queued);
            throw new TimeoutException("The call took too long, or the host cancelled it.", exception);
        }
    }

    private static async Task PassAsync<T>(Task<T> late, Action<T> onLate) => onLate(await late.ConfigureAwait(false));
}
