using Microsoft.Extensions.Http;
using Polly;

namespace IdentitySdk.Core;

/// <summary>Retries operations. The first attempt is sent directly, because most operations need no other; Polly runs the retries.</summary>
internal sealed class RetryHandler(RetryPolicy policy) : DelegatingHandler
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        OperationContext.Of(request) is { } context ? SendAsync(context, request, cancellationToken) : base.SendAsync(request, cancellationToken);

    private async Task<HttpResponseMessage> SendAsync(OperationContext context, HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var first = base.SendAsync(request, cancellationToken);
        try
        {
            var response = await first.ConfigureAwait(false);
            if (!policy.IsRetried(context, null))
            {
                return response;
            }
        }
        catch (AttemptFailedException failure) when (policy.IsRetried(context, failure.Cause))
        {
            // The policy gets it as the outcome of the first attempt.
        }

        return await RetryAsync(first, request, cancellationToken).ConfigureAwait(false);
    }

    // A method of its own, so that Polly's assemblies are loaded with the first retry and not when the application starts.
    private async Task<HttpResponseMessage> RetryAsync(Task<HttpResponseMessage> first, HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using var handler = new PolicyHandler(policy, first, base.SendAsync);
        return await handler.RetryAsync(request, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Polly's handler for one operation whose first attempt has been made.</summary>
    private sealed class PolicyHandler(
        RetryPolicy policy, Task<HttpResponseMessage> first, Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>> sendAsync)
        : PolicyHttpMessageHandler(policy.For)
    {
        private Task<HttpResponseMessage>? _first = first;

        public Task<HttpResponseMessage> RetryAsync(HttpRequestMessage request, CancellationToken cancellationToken) => SendAsync(request, cancellationToken);

        protected override Task<HttpResponseMessage> SendCoreAsync(HttpRequestMessage request, Context context, CancellationToken cancellationToken) =>
            Interlocked.Exchange(ref _first, null) ?? sendAsync(request, cancellationToken);
    }
}
