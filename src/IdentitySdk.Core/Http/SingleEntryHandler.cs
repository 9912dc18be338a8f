namespace IdentitySdk.Core;

/// <summary>The outermost handler: an operation passes it once, and whoever sends its message again from further out gets the outcome of the first time.</summary>
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

        // No state machine of its own: every call passes here.
        return context.Exchange = base.SendAsync(request, cancellationToken);
    }

    private static async Task<HttpResponseMessage> FirstOutcomeAsync(OperationContext context, HttpRequestMessage request)
    {
        // Only a handler that sends two at the same time finds the first one not yet under way.
        while (context.Exchange is null)
        {
            await Task.Yield();
        }

        // What came is in the context; the response itself may have been disposed by whoever sends again.
        var first = await context.Exchange.ConfigureAwait(false);
        return new HttpResponseMessage(first.StatusCode) { RequestMessage = request };
    }
}
