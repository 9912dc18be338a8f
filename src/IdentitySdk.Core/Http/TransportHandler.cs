using System.Net.Http.Headers;

namespace IdentitySdk.Core;

/// <summary>Sends one attempt within its time-out, reads the response's body up to the cap, and decides whether the response is a success or an error.</summary>
internal sealed class TransportHandler(VendorRules vendor, TimeProvider clock, int maxResponseBytes, IList<Uri> trustedOrigins) : DelegatingHandler
{
    private InnerHandlers? _inner;

    // Other requests may share the handlers of a host; they pass unchanged.
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        OperationContext.Of(request) is { } context ? SendAttemptAsync(context, request, cancellationToken) : base.SendAsync(request, cancellationToken);

    private async Task<HttpResponseMessage> SendAttemptAsync(OperationContext context, HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using var timer = AttemptTimer.Start(clock, GetTimeout(context), cancellationToken);
        HttpResponseMessage? response = null;
        var inner = _inner ??= new InnerHandlers(InnerHandler!);
        var sent = new MessageSnapshot(request, withHeaders: inner.HasForeignHandlers);
        var telemetry = AttemptTelemetry.Start(
            vendor.Name, context.Request.Method, context.Request.Template, request.RequestUri!, context.Attempts, clock.GetTimestamp());
        Exception? failure = null;
        try
        {
            context.BeginAttempt(inner.HasSendGuard);
            if (inner is { HasSendGuard: true, HasForeignHandlers: true })
            {
                SingleSendHandler.Expect(context);
            }

            response = await inner.WaitAsync(base.SendAsync(request, timer.Token), timer.Token).ConfigureAwait(false);
            var isOwnResponse = sent.IsRequestOf(response, trustedOrigins);
            var receivedAt = BeginResponse(context, response);
            var body = await inner.WaitAsync(ReadBodyAsync(context, response, timer.Token), timer.Token).ConfigureAwait(false);
            EndResponse(context, response, body, receivedAt);
            return isOwnResponse ? Detach(response, request) : throw ForeignResponse(context);
        }
        catch (Exception exception)
        {
            failure = exception;
            response?.Dispose();

            // An inner handler was about to resend the request, or threw an exception for the response: the first response counts.
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
            telemetry?.Stop(clock, response is null ? null : (int)response.StatusCode, response?.Version, ErrorType(context, failure));
        }
    }

    /// <summary>The attempt's <c>error.type</c>: an exception, or the status of an error, which a success may contain too.</summary>
    private string? ErrorType(OperationContext context, Exception? failure) =>
        failure is not null ? Telemetry.ErrorType(failure) : context.Error is null ? null : context.Failure(vendor).StatusText;

    private TimeSpan GetTimeout(OperationContext context) =>
        context.AttemptTimeout == Timeout.InfiniteTimeSpan ? Timeout.InfiniteTimeSpan : context.RemainingOfAttempt(clock);

    private ValueTask<ResponseBody> ReadBodyAsync(OperationContext context, HttpResponseMessage response, CancellationToken cancellationToken)
    {
        // The response to a token request or a write may contain a token, a password or a link that sets one.
        var isSecret = context.IsWrite || !context.Request.IsAuthenticated;

        // After a switch to another protocol (1xx) there is no body.
        return response.IsSuccessStatusCode
            ? ResponseBody.ReadAsync(response.Content, maxResponseBytes, isSecret, cancellationToken)
            : ResponseBody.ReadErrorAsync((int)response.StatusCode < 200 ? null : response.Content, isSecret, cancellationToken);
    }

    /// <summary>Stores the body, and whether the response is an error.</summary>
    private void EndResponse(OperationContext context, HttpResponseMessage response, ResponseBody body, DateTimeOffset receivedAt)
    {
        var error = !response.IsSuccessStatusCode ? ReadError(response, response.Headers, body)
            : vendor.IsErrorInSuccess(body.Bytes) ? ReadError(response, null, body)
            : null;
        context.EndResponse(body, error, error is null ? null : vendor.ReadRetryAfter(response, error, receivedAt));
    }

    /// <summary>Removes the body from the response, since the context owns it: an HttpClient further out must not read it.</summary>
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

    /// <summary>Translates an exception of a handler or the transport; null to rethrow it.</summary>
    private Exception? Translate(OperationContext context, Exception exception, bool isTimedOut, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return exception as OperationCanceledException ?? new OperationCanceledException("The call was cancelled.", exception, cancellationToken);
        }

        // The abandoned handler may still use the message, so there is no other attempt.
        if (exception is AbandonedException)
        {
            var timeout = new AttemptTimeoutException(exception);
            return TransportFailure.ToException(context.Failure(vendor, timeout), timeout);
        }

        // A handler with a time-out of its own, such as a connect time-out, cancels although no cancellation was requested.
        if (isTimedOut || exception is OperationCanceledException)
        {
            return new AttemptFailedException(context, new AttemptTimeoutException(exception));
        }

        return Outcome.IsTransportFailure(exception) && !ResendException.IsCauseOf(exception) ? new AttemptFailedException(context, exception) : null;
    }

    /// <summary>Receives status and headers of a response whose body may be disposed.</summary>
    private HttpResponseMessage ReceiveFirst(OperationContext context, HttpResponseMessage first, HttpRequestMessage request)
    {
        var now = BeginResponse(context, first);
        var error = ReadError(first, first.Headers, ResponseBody.Empty);
        context.EndResponse(ResponseBody.Empty, error, vendor.ReadRetryAfter(first, error, now));
        return new HttpResponseMessage(first.StatusCode) { RequestMessage = request };
    }

    /// <returns>The time at which the response was received.</returns>
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
