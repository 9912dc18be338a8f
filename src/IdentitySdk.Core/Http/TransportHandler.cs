using System.Net.Http.Headers;

namespace IdentitySdk.Core;

/// <summary>Sends one attempt within its time, reads the response's body up to the cap, and decides whether the response is a success or an error.</summary>
internal sealed class TransportHandler(VendorRules vendor, TimeProvider clock, int maxResponseBytes, IReadOnlyList<Uri> trustedOrigins) : DelegatingHandler
{
    private TransportRoute? _route;

    // Requests of others may share the handlers of a host; they pass unchanged.
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        OperationContext.Of(request) is { } context ? SendAttemptAsync(context, request, cancellationToken) : base.SendAsync(request, cancellationToken);

    private async Task<HttpResponseMessage> SendAttemptAsync(OperationContext context, HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using var timer = AttemptTimer.Start(clock, GetTimeout(context), cancellationToken);
        HttpResponseMessage? response = null;
        var route = _route ??= new TransportRoute(InnerHandler!);
        var sent = new SentMessage(request, route.HasForeignHandlers);
        var telemetry = AttemptTelemetry.Start(
            vendor.Name, context.Request.Method, context.Request.Template, request.RequestUri!, context.Attempts, clock.GetTimestamp());
        Exception? failure = null;
        try
        {
            context.BeginAttempt(route.IsGuarded);
            if (route is { IsGuarded: true, HasForeignHandlers: true })
            {
                SingleSendHandler.Expect(context);
            }

            response = await AbandonedTask.WaitAsync(base.SendAsync(request, timer.Token), route, timer.Token).ConfigureAwait(false);
            var isOwnResponse = sent.IsRequestOf(response, trustedOrigins);
            await ReceiveAsync(context, response, route, timer.Token).ConfigureAwait(false);
            return isOwnResponse ? Detach(response, request) : throw ForeignResponse(context);
        }
        catch (Exception exception)
        {
            failure = exception;
            response?.Dispose();

            // A handler further in was about to resend the request, or made an exception of the response: the first response counts.
            if (response is null && !timer.Token.IsCancellationRequested && context.FirstResponse is { IsSuccessStatusCode: false } first)
            {
                return ReceiveFirst(context, first, request);
            }

            if (Translate(context, exception, timer.Token.IsCancellationRequested, cancellationToken) is { } translated)
            {
                failure = (translated as AttemptFailedException)?.Cause ?? exception;
                throw translated;
            }

            throw;
        }
        finally
        {
            sent.Restore();
            context.EndAttempt(clock);
            telemetry?.Stop(clock, response is null ? null : (int)response.StatusCode, response?.Version, failure);
        }
    }

    /// <summary>The time left for this attempt: its wait for the token counted, too.</summary>
    private TimeSpan GetTimeout(OperationContext context) =>
        context.AttemptTimeout == Timeout.InfiniteTimeSpan ? Timeout.InfiniteTimeSpan : context.RemainingOfAttempt(clock);

    private async Task ReceiveAsync(OperationContext context, HttpResponseMessage response, TransportRoute route, CancellationToken cancellationToken)
    {
        var now = BeginResponse(context, response);
#if !NET8_0_OR_GREATER
        // Streams of .NET Framework ignore the token while they read.
        using var abort = cancellationToken.Register(static state => ((HttpResponseMessage)state!).Dispose(), response);
#endif
        // What a read returns is the vendor's data; what a token request or a write returns may be a token, a password or a link that sets one.
        var isSecret = context.Request.Method is not ("GET" or "HEAD") || !context.Request.IsAuthenticated;
        ApiError? error;
        ResponseBody body;
        if (response.IsSuccessStatusCode)
        {
            var reading = ResponseBody.ReadAsync(response.Content, maxResponseBytes, isSecret, cancellationToken);
            body = await AbandonedTask.WaitAsync(reading, route, cancellationToken).ConfigureAwait(false);
            error = vendor.IsErrorInSuccess(body.Bytes) ? ReadError(response, null, body) : null;
        }
        else
        {
            // What comes after a switch to another protocol is not a body.
            var reading = ResponseBody.ReadErrorAsync((int)response.StatusCode < 200 ? null : response.Content, isSecret, cancellationToken);
            body = await AbandonedTask.WaitAsync(reading, route, cancellationToken).ConfigureAwait(false);
            error = ReadError(response, response.Headers, body);
        }

        context.EndResponse(body, error, error is null ? null : vendor.ReadRetryAfter(response, error, now));
    }

    /// <summary>Takes the response apart from its body, which the context owns: an HttpClient further out must not look for it in the response.</summary>
    private static HttpResponseMessage Detach(HttpResponseMessage response, HttpRequestMessage request)
    {
        response.Content?.Dispose();
        response.Content = null;
        response.RequestMessage = request;
        return response;
    }

    private InvalidResponseException ForeignResponse(OperationContext context) => new(
        context.UnreadableFailure(vendor),
        "a handler outside the SDK followed a redirect or rewrote the request; name other origins that may respond in TrustedOrigins");

    /// <summary>The exception in place of one that a handler or the transport threw; null to let that one pass.</summary>
    private Exception? Translate(OperationContext context, Exception exception, bool isTimedOut, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return exception as OperationCanceledException ?? new OperationCanceledException("The call was cancelled.", exception, cancellationToken);
        }

        // It may still use the message, so there is no other attempt.
        if (exception is AbandonedException)
        {
            var timeout = new AttemptTimeoutException(exception);
            return TransportFailure.ToException(context.Failure(vendor, timeout), timeout);
        }

        // A handler that gives up by itself, such as one with a connect time-out, cancels although no cancellation was requested.
        if (isTimedOut || exception is OperationCanceledException)
        {
            return new AttemptFailedException(context, new AttemptTimeoutException(exception));
        }

        return Outcome.IsTransportFailure(exception) && !ResendException.IsCauseOf(exception) ? new AttemptFailedException(context, exception) : null;
    }

    /// <summary>Receives status and headers of a response whose body is gone.</summary>
    private HttpResponseMessage ReceiveFirst(OperationContext context, HttpResponseMessage first, HttpRequestMessage request)
    {
        var now = BeginResponse(context, first);
        var error = ReadError(first, first.Headers, ResponseBody.Empty);
        context.EndResponse(ResponseBody.Empty, error, vendor.ReadRetryAfter(first, error, now));
        return new HttpResponseMessage(first.StatusCode) { RequestMessage = request };
    }

    /// <returns>The time at which the response arrived.</returns>
    private DateTimeOffset BeginResponse(OperationContext context, HttpResponseMessage response)
    {
        var now = clock.GetUtcNow();
        var requestId = vendor.RequestIdHeader is { } header ? HeaderValue.First(response.Headers, header) : null;
        context.BeginResponse(new ApiResponse(response, requestId, vendor.ReadRateLimit(response.Headers, now)));
        return now;
    }

    private ApiError ReadError(HttpResponseMessage response, HttpResponseHeaders? headers, ResponseBody body)
    {
        var text = body.Text(ResponseBody.MaxErrorBytes);
        return vendor.ReadError((int)response.StatusCode, headers, text) with { RawBody = text, IsBroken = body.IsBroken };
    }
}
