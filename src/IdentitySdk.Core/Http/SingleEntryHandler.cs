namespace IdentitySdk.Core;

/// <summary>
/// The outermost handler: an operation enters once, unchanged. A handler further out that resends its message gets the outcome of the first send.
/// </summary>
internal sealed class SingleEntryHandler(VendorRules vendor, IList<Uri> trustedOrigins) : DelegatingHandler
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

        // Not async: every call passes here, and needs no further state machine.
        return context.Exchange = context.IsUnchanged(request, trustedOrigins)
            ? base.SendAsync(request, cancellationToken)
            : Task.FromException<HttpResponseMessage>(Rewritten(context));
    }

    private static async Task<HttpResponseMessage> FirstOutcomeAsync(OperationContext context, HttpRequestMessage request)
    {
        // Only a handler that sends twice at the same time can get here before the first send has started.
        while (context.Exchange is null)
        {
            await Task.Yield();
        }

        // The context has the result; the handler that resends may have disposed the response.
        var first = await context.Exchange.ConfigureAwait(false);
        return new HttpResponseMessage(first.StatusCode) { RequestMessage = request };
    }

    // The credential is only for the SDK's own request.
    private InvalidResponseException Rewritten(OperationContext context) => new(
        context.Failure(vendor), "a handler outside the SDK rewrote the request, so it was not sent; name other origins that may respond in TrustedOrigins");
}
