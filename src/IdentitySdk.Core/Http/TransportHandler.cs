namespace IdentitySdk.Core;

/// <summary>One attempt from its first byte to its last: the time it may take, the body it may send back, and what a refusal says.</summary>
internal sealed class TransportHandler(VendorRules vendor, TimeProvider clock, int maxResponseBytes) : DelegatingHandler
{
    /// <summary>What timers can count.</summary>
    private static readonly TimeSpan s_longest = TimeSpan.FromDays(24);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (ApiCall.Of(request) is not { } call)
        {
            return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        }

        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var timer = clock.CancelAfter(ending, TimeFor(call));
        HttpResponseMessage? response = null;
        try
        {
            call.WasSent = true;
            response = await base.SendAsync(request, ending.Token).ConfigureAwait(false);
            await ReceiveAsync(call, response, ending.Token).ConfigureAwait(false);

            // The body is the call's now; an HttpClient further out must not look for it in the response.
            response.Content?.Dispose();
            response.Content = null;
            response.RequestMessage = request;
            return response;
        }
        catch (Exception fault)
        {
            response?.Dispose();
            if (cancellationToken.IsCancellationRequested)
            {
                throw fault as OperationCanceledException ?? new OperationCanceledException("The call was cancelled.", fault, cancellationToken);
            }

            // A handler that gives up by itself, as one does whose connection takes too long, cancels although nobody asked it to.
            if (ending.IsCancellationRequested || fault is OperationCanceledException)
            {
                throw call.Mark(new AttemptTimeoutException(fault));
            }

            call.Mark(fault);
            throw;
        }
    }

    private TimeSpan TimeFor(ApiCall call)
    {
        if (call.AttemptTimeout == Timeout.InfiniteTimeSpan)
        {
            return Timeout.InfiniteTimeSpan;
        }

        var left = call.Remaining(clock);
        var time = call.AttemptTimeout < left ? call.AttemptTimeout : left;
        return time < s_longest ? time : s_longest;
    }

    private async Task ReceiveAsync(ApiCall call, HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var requestId = vendor.RequestIdHeader is { } header ? HeaderValue.First(response.Headers, header) : null;
        call.Began(new ApiResponse(response, requestId, vendor.ReadRateLimit(response.Headers, now)));
#if !NET8_0_OR_GREATER
        // Streams of .NET Framework do not listen to the token while they read.
        using var abort = cancellationToken.Register(static state => ((HttpResponseMessage)state!).Dispose(), response);
#endif
        if (response.IsSuccessStatusCode)
        {
            call.Received(await ResponseBody.ReadAsync(response.Content, maxResponseBytes, cancellationToken).ConfigureAwait(false), null, null);
            return;
        }

        var body = await ResponseBody.ReadErrorAsync(response.Content, cancellationToken).ConfigureAwait(false);
        var text = body.Text(ResponseBody.MaxErrorBytes);
        var error = vendor.ReadError((int)response.StatusCode, response.Headers, text) with { RawBody = text, IsBroken = body.IsBroken };
        call.Received(body, error, vendor.ReadRetryAfter(response, error, now));
    }
}
