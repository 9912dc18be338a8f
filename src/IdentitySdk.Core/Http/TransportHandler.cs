namespace IdentitySdk.Core;

/// <summary>One attempt from its first byte to its last: the time it may take, the body it may send back, and what the response is: success or error.</summary>
internal sealed class TransportHandler(VendorRules vendor, TimeProvider clock, int maxResponseBytes, IReadOnlyList<Uri> trustedOrigins) : DelegatingHandler
{
    /// <summary>The longest time that timers can count.</summary>
    private static readonly TimeSpan s_longest = TimeSpan.FromDays(24);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (OperationContext.Of(request) is not { } context)
        {
            return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        }

        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var timer = clock.CancelAfter(ending, TimeFor(context));
        HttpResponseMessage? response = null;
        var sent = new SentMessage(request);
        try
        {
            context.BeginAttempt();
            response = await base.SendAsync(request, ending.Token).ConfigureAwait(false);
            var isAnswered = sent.IsAnsweredBy(response, trustedOrigins);
            await ReceiveAsync(context, response, ending.Token).ConfigureAwait(false);
            if (!isAnswered)
            {
                throw new InvalidResponseException(
                    context.UnreadableFailure(vendor),
                    "a handler of the host followed a redirect or rewrote the request; origins that may answer are named in TrustedOrigins");
            }

            // The body is the operation's now; an HttpClient further out must not look for it in the response.
            response.Content?.Dispose();
            response.Content = null;
            response.RequestMessage = request;
            return response;
        }
        catch (Exception exception)
        {
            response?.Dispose();
            if (cancellationToken.IsCancellationRequested)
            {
                throw exception as OperationCanceledException ?? new OperationCanceledException("The call was cancelled.", exception, cancellationToken);
            }

            // A handler that gives up by itself, as one does whose connection takes too long, cancels although it was not asked to.
            if (ending.IsCancellationRequested || exception is OperationCanceledException)
            {
                throw new AttemptFailedException(context, new AttemptTimeoutException(exception));
            }

            if (ResendException.IsCauseOf(exception))
            {
                // A handler further in was about to send again: what counts is what came the first time.
                if (context.FirstResponse is { IsSuccessStatusCode: false } first)
                {
                    return Receive(context, first, request);
                }
            }
            else if (Outcome.IsTransportFailure(exception))
            {
                throw new AttemptFailedException(context, exception);
            }

            throw;
        }
        finally
        {
            sent.Restore();
            context.EndAttempt(clock);
        }
    }

    private TimeSpan TimeFor(OperationContext context)
    {
        if (context.AttemptTimeout == Timeout.InfiniteTimeSpan)
        {
            return Timeout.InfiniteTimeSpan;
        }

        // The wait for the token was part of the attempt.
        var time = context.TimeForToken(clock);
        return time < s_longest ? time : s_longest;
    }

    private async Task ReceiveAsync(OperationContext context, HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var requestId = vendor.RequestIdHeader is { } header ? HeaderValue.First(response.Headers, header) : null;
        context.BeginResponse(new ApiResponse(response, requestId, vendor.ReadRateLimit(response.Headers, now)));
#if !NET8_0_OR_GREATER
        // Streams of .NET Framework do not listen to the token while they read.
        using var abort = cancellationToken.Register(static state => ((HttpResponseMessage)state!).Dispose(), response);
#endif
        // What a read returns is the vendor's data; what a token request or a write returns may be a token, a password or a link that sets one.
        var isSecret = context.Request.Method is not ("GET" or "HEAD") || !context.Request.IsAuthenticated;
        ApiError? error;
        ResponseBody body;
        if (response.IsSuccessStatusCode)
        {
            body = await ResponseBody.ReadAsync(response.Content, maxResponseBytes, isSecret, cancellationToken).ConfigureAwait(false);
            error = vendor.IsErrorInSuccess(body.Bytes) ? ReadError(response, null, body) : null;
        }
        else
        {
            body = await ResponseBody.ReadErrorAsync(response.Content, isSecret, cancellationToken).ConfigureAwait(false);
            error = ReadError(response, response.Headers, body);
        }

        context.EndResponse(body, error, error is null ? null : vendor.ReadRetryAfter(response, error, now));
    }

    /// <summary>Takes status and headers of a response whose body is gone.</summary>
    private HttpResponseMessage Receive(OperationContext context, HttpResponseMessage first, HttpRequestMessage request)
    {
        var now = clock.GetUtcNow();
        var requestId = vendor.RequestIdHeader is { } header ? HeaderValue.First(first.Headers, header) : null;
        context.BeginResponse(new ApiResponse(first, requestId, vendor.ReadRateLimit(first.Headers, now)));
        var error = ReadError(first, first.Headers, default);
        context.EndResponse(default, error, vendor.ReadRetryAfter(first, error, now));
        return new HttpResponseMessage(first.StatusCode) { RequestMessage = request };
    }

    private ApiError ReadError(HttpResponseMessage response, System.Net.Http.Headers.HttpResponseHeaders? headers, ResponseBody body)
    {
        var text = body.Text(ResponseBody.MaxErrorBytes);
        return vendor.ReadError((int)response.StatusCode, headers, text) with { RawBody = text, IsBroken = body.IsBroken };
    }
}
