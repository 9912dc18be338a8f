using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Logging;
using Polly;

namespace IdentitySdk.Core;

/// <summary>The Polly policy of retries. <see cref="RetryDecision"/> decides which attempts it retries, <see cref="RetryDelay"/> after which wait.</summary>
internal sealed class RetryPolicy(VendorRules vendor, RetryOptions options, TimeProvider clock, Func<double> random, ILogger logger)
{
    /// <summary>Whether the first attempt of an operation is retried.</summary>
    /// <param name="context">The operation.</param>
    /// <param name="exception">The exception that ended the attempt; null when there was a response.</param>
    public bool IsRetried(OperationContext context, Exception? exception) =>
        OptionsFor(context).MaxRetries > 0 && NextDelay(context, exception) is not null;

    /// <summary>Creates the policy of a message that is retried.</summary>
    /// <remarks>Polly 7 has its own clock. So the wait takes place in the callback, where it uses the client's clock and the caller's token.</remarks>
    public IAsyncPolicy<HttpResponseMessage> For(HttpRequestMessage message) => Policy<HttpResponseMessage>
        .Handle<AttemptFailedException>(failure => NextDelay(failure.Context, failure.Cause) is not null)
        .OrResult(response => OperationContext.Of(response) is { } context && NextDelay(context, null) is not null)
        .RetryAsync(OptionsFor(OperationContext.Of(message)!).MaxRetries, RetryAsync);

    /// <summary>The wait before the next attempt; null when the operation is not retried. Repeated calls return the same wait.</summary>
    private TimeSpan? NextDelay(OperationContext context, Exception? exception)
    {
        var isRetried = exception is null
            ? context.Response is { } response && RetryDecision.ShouldRetry(context.Request.IsSafeToRetry, response.StatusCode, context.Error)
            : RetryDecision.ShouldRetry(context.Request.IsSafeToRetry, context.IsOutcomeUnknown(exception), exception);
        return isRetried ? RetryDelay.Next(OptionsFor(context), context.Retries + 1, context.RetryAfter, context.Elapsed, context.Jitter) : null;
    }

    private async Task RetryAsync(DelegateResult<HttpResponseMessage> outcome, int retry)
    {
        var failure = outcome.Exception as AttemptFailedException;
        var context = failure?.Context ?? OperationContext.Of(outcome.Result)!;
        var reason = failure is null ? Reason(context) : Telemetry.ErrorType(failure.Cause);
        var delay = NextDelay(context, failure?.Cause) ?? TimeSpan.Zero;

        // Returns the connection to the pool before the wait.
        outcome.Result?.Dispose();
        context.BeginRetry(retry, failure?.Cause);
        context.Jitter = random();
        vendor.MarkRetry(context.Message!, context.FirstRequestId, retry);
        Report(context, retry, reason, delay);
        if (delay > TimeSpan.Zero)
        {
            await clock.DelayAsync(delay, context.CancellationToken).ConfigureAwait(false);
        }

        context.CancellationToken.ThrowIfCancellationRequested();
    }

    private RetryOptions OptionsFor(OperationContext context) => context.Retry ?? options;

    /// <summary>The status of a response; for an error in the body of a success, the status that the body reports.</summary>
    private static string Reason(OperationContext context)
    {
        var status = context.Response!.StatusCode;
        return (status < 300 ? context.Error?.Status ?? status : status).ToString(CultureInfo.InvariantCulture);
    }

    private void Report(OperationContext context, int retry, string reason, TimeSpan delay)
    {
        Log.Retrying(logger, vendor.Name, context.Request.Operation, retry, reason, delay.TotalSeconds);
        Telemetry.Retries.Add(
            1,
            new(IdentityTelemetry.VendorTag, vendor.Name),
            new("http.request.method", context.Request.Method),
            new("url.template", context.Request.Template),
            new("error.type", reason));
        Telemetry.RetryDelay.Record(
            delay.TotalSeconds, new(IdentityTelemetry.VendorTag, vendor.Name), new("url.template", context.Request.Template), new("error.type", reason));
        context.Telemetry?.Activity?.AddEvent(new ActivityEvent("retry", tags: new ActivityTagsCollection
        {
            ["http.request.resend_count"] = retry, ["error.type"] = reason, ["identitysdk.retry.delay"] = delay.TotalSeconds,
        }));
    }
}
