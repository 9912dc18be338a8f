using Microsoft.Extensions.Http;
using Polly;

namespace IdentitySdk.Core;

/// <summary>Sends operations under their retry policy.</summary>
/// <param name="retry">The policies.</param>
internal sealed class RetryHandler(RetryPolicy retry) : PolicyHttpMessageHandler(retry.For)
{
    // The base class does the same for every request, with a state machine and a context in the message that nothing here reads.
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        retry.For(request).ExecuteAsync((context, token) => SendCoreAsync(request, context, token), new Context(), cancellationToken);
}
