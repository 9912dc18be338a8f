namespace IdentitySdk.Core;

/// <summary>What stands between the SDK's innermost handler and the wire. It does not change once a request has been sent.</summary>
internal sealed class TransportRoute
{
    /// <param name="next">The handler after the SDK's innermost.</param>
    public TransportRoute(HttpMessageHandler next)
    {
        for (var handler = next; ; handler = ((DelegatingHandler)handler).InnerHandler!)
        {
            IsGuarded |= handler is SingleSendHandler;
            IsForeign |= !IsKnown(handler);
            HasForeignHandlers |= handler is DelegatingHandler && !IsKnown(handler);
            if (handler is not DelegatingHandler { InnerHandler: not null })
            {
                return;
            }
        }
    }

    /// <summary>Whether a guard next to the transport sees what the host's handlers further in send.</summary>
    public bool IsGuarded { get; }

    /// <summary>Whether there is code that is neither the SDK's nor .NET's: it may ignore a cancellation.</summary>
    public bool IsForeign { get; }

    /// <summary>Whether handlers of that kind pass the message on: they may add headers to it, or send a copy.</summary>
    public bool HasForeignHandlers { get; }

    private static bool IsKnown(HttpMessageHandler handler) =>
        handler is HttpClientHandler
#if NET8_0_OR_GREATER
            or SocketsHttpHandler
#endif
        || handler.GetType().Namespace is "IdentitySdk" or "IdentitySdk.Core";
}
