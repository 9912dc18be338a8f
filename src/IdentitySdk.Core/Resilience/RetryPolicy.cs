using Polly;

namespace IdentitySdk.Core;

/// <summary>The Polly policy that repeats attempts; what and after how long is decided by <see cref="RetryDecision"/> and <see cref="RetryDelay"/>.</summary>
internal sealed class RetryPolicy(VendorRules vendor, TimeProvider clock, Func<double> random)
{
    private static readonly IAsyncPolicy<HttpResponseMessage> s_once = Policy.NoOpAsync<HttpResponseMessage>();

    /// <summary>The policy for one call.</summary>
    public IAsyncPolicy<HttpResponseMessage> For(HttpRequestMessage message)
    {
        if (ApiCall.Of(message) is not { Retry.MaxRetries: > 0 } call)
        {
            return s_once;
        }

        // Polly 7 waits by its own clock, so the wait is ours: it runs in the callback, by the client's clock and under the caller's token.
        return Policy<HttpResponseMessage>
            .Handle<Exception>(fault => Plan(call, RetryDecision.ShouldRetry(call.Request.IsRepeatable, fault)))
            .OrResult(response => Plan(call, call.Error is not null && RetryDecision.ShouldRetry(call.Request.IsRepeatable, (int)response.StatusCode, call.Error.IsRateLimited)))
            .RetryAsync(call.Retry.MaxRetries, (outcome, retry) => WaitAsync(call, message, outcome.Result, retry));
    }

    /// <summary>Plans the wait before the next attempt; false when there is to be none.</summary>
    private bool Plan(ApiCall call, bool shouldRetry)
    {
        var wait = call.RetryAfter ?? RetryDelay.Backoff(call.Retry, call.Retries + 1, random());
        call.NextDelay = wait;
        return shouldRetry
            && !(call.RetryAfter > call.Retry.MaxServerDelay)
            && clock.GetElapsedTime(call.Started) + wait <= call.Retry.MaxTotalTime;
    }

    private async Task WaitAsync(ApiCall call, HttpRequestMessage message, HttpResponseMessage? response, int retry)
    {
        // The connection goes back to the pool before the wait, not after it.
        response?.Dispose();
        call.BeginRetry(retry);
        vendor.MarkRetry(message, call.FirstRequestId, retry);
        if (call.NextDelay > TimeSpan.Zero)
        {
            await clock.DelayAsync(call.NextDelay, call.CancellationToken).ConfigureAwait(false);
        }
    }
}
