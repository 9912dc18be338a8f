using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Polly;

namespace IdentitySdk.Core;

/// <summary>The Polly policy that repeats attempts; what and after how long is decided by <see cref="RetryDecision"/> and <see cref="RetryDelay"/>.</summary>
internal sealed class RetryPolicy(VendorRules vendor, TimeProvider clock, Func<double> random, ILogger logger)
{
    private static readonly IAsyncPolicy<HttpResponseMessage> s_once = Policy.NoOpAsync<HttpResponseMessage>();

    // A policy knows no call: it finds the call it is asked about through the response or the fault, so one serves all calls with as many retries.
    private readonly IAsyncPolicy<HttpResponseMessage>?[] _policies = new IAsyncPolicy<HttpResponseMessage>?[RetryOptions.MostRetries + 1];

    /// <summary>The policy for one call.</summary>
    public IAsyncPolicy<HttpResponseMessage> For(HttpRequestMessage message) =>
        ApiCall.Of(message) is { Retry.MaxRetries: > 0 and var retries } ? _policies[retries] ??= Create(retries) : s_once;

    // Polly 7 waits by its own clock, so the wait is ours: it runs in the callback, by the client's clock and under the caller's token.
    private IAsyncPolicy<HttpResponseMessage> Create(int retries) => Policy<HttpResponseMessage>
        .Handle<Exception>(fault => ApiCall.Of(fault) is { } call && RetryDecision.ShouldRetry(call.Request.IsRepeatable, call.WasSent, fault) && Plan(call))
        .OrResult(response => ApiCall.Of(response) is { } call && RetryDecision.ShouldRetry(call.Request.IsRepeatable, (int)response.StatusCode, call.Error) && Plan(call))
        .RetryAsync(retries, WaitAsync);

    /// <summary>Plans the wait before the next attempt; false when there is to be none.</summary>
    private bool Plan(ApiCall call)
    {
        var wait = RetryDelay.Next(call.Retry, call.Retries + 1, call.RetryAfter, clock.GetElapsedTime(call.Started), random());
        call.NextDelay = wait ?? default;
        return wait is not null;
    }

    private async Task WaitAsync(DelegateResult<HttpResponseMessage> outcome, int retry)
    {
        var call = (outcome.Exception is null ? ApiCall.Of(outcome.Result) : ApiCall.Of(outcome.Exception))!;
        var reason = outcome.Exception is { } fault ? Telemetry.Name(fault) : ((int)outcome.Result.StatusCode).ToString(System.Globalization.CultureInfo.InvariantCulture);

        // The connection goes back to the pool before the wait, not after it.
        outcome.Result?.Dispose();
        call.BeginRetry(retry, outcome.Exception);
        vendor.MarkRetry(call.Message!, call.FirstRequestId, retry);
        Report(call, retry, reason);
        if (call.NextDelay > TimeSpan.Zero)
        {
            await clock.DelayAsync(call.NextDelay, call.CancellationToken).ConfigureAwait(false);
        }

        call.CancellationToken.ThrowIfCancellationRequested();
    }

    private void Report(ApiCall call, int retry, string reason)
    {
        Log.Retrying(logger, vendor.Name, call.Request.Operation, retry, reason, call.NextDelay.TotalSeconds);
        Telemetry.Retries.Add(1, new("identitysdk.vendor", vendor.Name), new("http.request.method", call.Request.Method), new("url.template", call.Request.Template), new("error.type", reason));
        call.Activity?.AddEvent(new ActivityEvent("retry", tags: new ActivityTagsCollection
        {
            ["http.request.resend_count"] = retry, ["error.type"] = reason, ["identitysdk.retry.delay"] = call.NextDelay.TotalSeconds,
        }));
    }
}
