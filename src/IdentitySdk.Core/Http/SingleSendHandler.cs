namespace IdentitySdk.Core;

/// <summary>
/// The innermost handler of a client on <c>IHttpClientFactory</c>: a write passes it once per attempt, even if handlers of the host try to resend it.
/// </summary>
internal sealed class SingleSendHandler : DelegatingHandler
{
    // A handler may send a copy of the message that has the body and not the options, which tell whose it is.
    private static readonly AsyncLocal<OperationContext?> s_expected = new();

    /// <summary>Says which operation is about to pass the handlers of the host, until the calling asynchronous method ends.</summary>
    public static void Expect(OperationContext context) => s_expected.Value = context;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (Find(request) is not { } context)
        {
            return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        }

        if (!context.TrySend() && context.IsWrite)
        {
            await WaitForFirstAsync(context, cancellationToken).ConfigureAwait(false);
            throw new ResendException();
        }

        if (request.Content is RequestBody body)
        {
            request.Content = body.Renew();
        }

        var sending = SendOnAsync(request, cancellationToken);
        context.FirstSend ??= sending;
        var response = await sending.ConfigureAwait(false);
        context.SetFirstResponse(response);
        return response;
    }

    /// <summary>Sends; what a handler throws at once is in the task, too.</summary>
    private async Task<HttpResponseMessage> SendOnAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        await base.SendAsync(request, cancellationToken).ConfigureAwait(false);

    private static OperationContext? Find(HttpRequestMessage request) =>
        OperationContext.Of(request) ?? (s_expected.Value is { Message: { } message } expected && IsCopy(request, message) ? expected : null);

    private static bool IsCopy(HttpRequestMessage request, HttpRequestMessage message) =>
        request.Method == message.Method && request.RequestUri?.AbsolutePath == message.RequestUri!.AbsolutePath;

    /// <summary>
    /// A hedging handler sends again while the first send is on its way, and takes whichever ends first: that has to be the first one, also when it succeeds
    /// at the same moment. It then cancels the other.
    /// </summary>
    private static async Task WaitForFirstAsync(OperationContext context, CancellationToken cancellationToken)
    {
        while (context.FirstSend is null)
        {
            await Task.Yield();
        }

        if (!context.FirstSend.IsCompleted)
        {
            var first = await context.FirstSend.WaitOrAbandonAsync(TimeProvider.System, cancellationToken).ConfigureAwait(false);
            if (first.IsSuccessStatusCode)
            {
                await TimeProvider.System.DelayAsync(Timeout.InfiniteTimeSpan, cancellationToken).ConfigureAwait(false);
            }
        }
    }
}
