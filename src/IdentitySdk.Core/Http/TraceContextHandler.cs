#if NET8_0_OR_GREATER
namespace IdentitySdk.Core;

/// <summary>Names the trace in requests that go through the SDK's own transport, which neither propagates nor records by itself.</summary>
internal sealed class TraceContextHandler(HttpMessageHandler transport) : DelegatingHandler(transport)
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        TraceContext.Inject(request);
        return base.SendAsync(request, cancellationToken);
    }
}
#endif
