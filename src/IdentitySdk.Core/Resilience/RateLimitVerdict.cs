namespace IdentitySdk.Core;

/// <summary>Whether a call may be sent, and if not, what it waits for.</summary>
/// <param name="Ticket">What it holds when it may be sent; null when it is to wait.</param>
/// <param name="Wait">How long it is to wait at most before it asks again.</param>
/// <param name="Reason">What it waits for.</param>
/// <param name="Signal">Ends when it is worth asking again before that; null when nothing will tell.</param>
internal readonly record struct RateLimitVerdict(RateLimitTicket? Ticket, TimeSpan Wait, RateLimitWaitReason Reason, Task? Signal)
{
    public static RateLimitVerdict Granted(RateLimitTicket ticket) => new(ticket, TimeSpan.Zero, RateLimitWaitReason.Budget, null);
}
