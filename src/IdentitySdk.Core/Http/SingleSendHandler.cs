namespace IdentitySdk.Core;

/// <summary>
/// The innermost handler of a client on <c>IHttpClientFactory</c>: an attempt sends a write once, even if handlers of the host try to resend it.
/// </summary>
internal sealed class SingleSendHandler : DelegatingHandler
{
    // A handler may send a copy of the message that lacks the options, and with them the operation.
    private static readonly AsyncLocal<OperationContext?> s_expected = new();

    /// <summary>Sets the operation that is about to pass the handlers of the host, until the calling asynchronous method ends.</summary>
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
            request.Content = body.Clone();
        }

        var sending = SendInnerAsync(request, cancellationToken);
        context.FirstSend ??= sending;
        var response = await sending.ConfigureAwait(false);
        context.FirstResponse ??= response;
        return response;
    }

    // Async, so that the task also has an exception that is thrown synchronously.
    private async Task<HttpResponseMessage> SendInnerAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        await base.SendAsync(request, cancellationToken).ConfigureAwait(false);

    private static OperationContext? Find(HttpRequestMessage request) =>
        OperationContext.Of(request) ?? (s_expected.Value is { Message: { } message } expected && IsCopy(request, message) ? expected : null);

    private static bool IsCopy(HttpRequestMessage request, HttpRequestMessage message) =>
        request.Method == message.Method && request.RequestUri?.AbsolutePath == message.RequestUri!.AbsolutePath;

    /// <summary>
    /// Waits for the first send. A hedging handler sends again before the first send has ended, uses the result of the one that ends first, and cancels the
    /// other: the first send has to be the one that it uses.
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
