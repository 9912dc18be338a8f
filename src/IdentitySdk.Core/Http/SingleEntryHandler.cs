namespace IdentitySdk.Core;

/// <summary>The outermost handler: an operation enters once, and a handler further out that resends its message gets the outcome of the first send.</summary>
internal sealed class SingleEntryHandler : DelegatingHandler
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (OperationContext.Of(request) is not { } context)
        {
            return base.SendAsync(request, cancellationToken);
        }

        if (!context.TryEnter(cancellationToken))
        {
            return FirstOutcomeAsync(context, request);
        }

        // Every call passes here, so it has no state machine of its own.
        return context.Exchange = base.SendAsync(request, cancellationToken);
    }

    private static async Task<HttpResponseMessage> FirstOutcomeAsync(OperationContext context, HttpRequestMessage request)
    {
        // Only a handler that sends twice at the same time can get here before the first send has started.
        while (context.Exchange is null)
        {
            await Task.Yield();
        }

        // The context has the result; the response itself may have been disposed by the handler that resends.
        var first = await context.Exchange.ConfigureAwait(false);
        return new HttpResponseMessage(first.StatusCode) { RequestMessage = request };
    }
}
