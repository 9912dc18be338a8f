namespace IdentitySdk.Core;

/// <summary>
/// The innermost handler of a client on <c>IHttpClientFactory</c>: a write passes it once per attempt, even if handlers of the host try to resend it.
/// </summary>
internal sealed class SingleSendHandler : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (OperationContext.Of(request) is not { } context)
        {
            return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        }

        if (!context.TrySend() && context.IsWrite)
        {
            throw new ResendException();
        }

        var response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        context.SetFirstResponse(response);
        return response;
    }
}
