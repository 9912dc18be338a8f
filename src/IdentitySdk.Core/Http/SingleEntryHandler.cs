namespace IdentitySdk.Core;

/// <summary>
/// The outermost handler: an operation enters once, unchanged, and a handler further out that resends its message gets the outcome of the first send.
/// </summary>
internal sealed class SingleEntryHandler(VendorRules vendor, IReadOnlyList<Uri> trustedOrigins) : DelegatingHandler
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

        // The context has the result; the response itself may have been disposed by the handler that resends.
        var first = await context.Exchange.ConfigureAwait(false);
        return new HttpResponseMessage(first.StatusCode) { RequestMessage = request };
    }

    /// <summary>No credential is put on what is not the SDK's request, and nothing is sent.</summary>
    private InvalidResponseException Rewritten(OperationContext context) => new(
        context.Failure(vendor), "a handler outside the SDK rewrote the request, so it was not sent; name other origins that may respond in TrustedOrigins");
}
