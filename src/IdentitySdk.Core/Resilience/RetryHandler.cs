using Microsoft.Extensions.Http;
using Polly;

namespace IdentitySdk.Core;

/// <summary>Sends operations under their retry policy. Most need one attempt, and Polly takes over when another one is to follow.</summary>
/// <param name="retry">The policies.</param>
internal sealed class RetryHandler(RetryPolicy retry) : DelegatingHandler
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        OperationContext.Of(request) is { } context ? SendAsync(context, request, cancellationToken) : base.SendAsync(request, cancellationToken);

    private async Task<HttpResponseMessage> SendAsync(OperationContext context, HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var first = base.SendAsync(request, cancellationToken);
        try
        {
            var response = await first.ConfigureAwait(false);
            if (!retry.IsRetried(context, null))
            {
                return response;
            }
        }
        catch (AttemptFailedException failure) when (retry.IsRetried(context, failure.Cause))
        {
            // The policy sees it as the outcome of its first attempt.
        }

        return await RetryAsync(first, request, cancellationToken).ConfigureAwait(false);
    }

    // A method of its own: Polly's assemblies are loaded when it is compiled, and a start must not wait for them.
    private async Task<HttpResponseMessage> RetryAsync(Task<HttpResponseMessage> first, HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using var policies = new PolicyHandler(retry, first, base.SendAsync);
        return await policies.RetryAsync(request, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Polly's handler for one operation, whose first attempt has been made.</summary>
    private sealed class PolicyHandler(
        RetryPolicy retry, Task<HttpResponseMessage> first, Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>> sendAsync)
        : PolicyHttpMessageHandler(retry.For)
    {
        private Task<HttpResponseMessage>? _first = first;

        public Task<HttpResponseMessage> RetryAsync(HttpRequestMessage request, CancellationToken cancellationToken) => SendAsync(request, cancellationToken);

        protected override Task<HttpResponseMessage> SendCoreAsync(HttpRequestMessage request, Context context, CancellationToken cancellationToken) =>
            Interlocked.Exchange(ref _first, null) ?? sendAsync(request, cancellationToken);
    }
}
