namespace IdentitySdk.Core;

/// <summary>Whether a call may be sent, and if not, what it waits for.</summary>
/// <param name="Ticket">What it holds when it may be sent; null when it is to wait.</param>
/// <param name="Wait">How long it is to wait at most before it asks again.</param>
/// <param name="Reason">What it waits for.</param>
/// <param name="Signal">Ends when it is worth asking again before that; null when nothing will tell.</param>
/// <param name="Waiter">The call's place among those that wait, which it leaves when it does not wait any more; null when it has none.</param>
internal readonly record struct RateLimitVerdict(
    RateLimitTicket? Ticket, TimeSpan Wait, RateLimitWaitReason Reason, Task? Signal, TaskCompletionSource<bool>? Waiter = null)
{
    /// <summary>Waits no more.</summary>
    public void Leave() => Waiter?.TrySetResult(false);

    public static RateLimitVerdict Granted(RateLimitTicket ticket) => new(ticket, TimeSpan.Zero, RateLimitWaitReason.Budget, null);
}
