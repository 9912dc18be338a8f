#if NET8_0_OR_GREATER
namespace IdentitySdk.Core;

/// <summary>Adds the trace context to requests on the SDK's own transport, which has its own propagation turned off.</summary>
internal sealed class TraceContextHandler(HttpMessageHandler transport) : DelegatingHandler(transport)
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        TraceContext.Inject(request);
        return base.SendAsync(request, cancellationToken);
    }
}
#endif
