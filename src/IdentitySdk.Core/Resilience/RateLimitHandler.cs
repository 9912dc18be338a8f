namespace IdentitySdk.Core;

/// <summary>Holds calls back that would be sent into a used-up budget.</summary>
internal sealed class RateLimitHandler(VendorRules vendor, RateLimitOptions options, RateLimits rateLimits, TimeProvider clock) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (ApiCall.Of(request) is not { Request.IsAuthenticated: true } call)
        {
            return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        }

        var bucket = rateLimits.Bucket(vendor.RateLimitBucket(call.Request.Operation));
        if (options.IsEnabled && await bucket.TakeAsync(options, cancellationToken).ConfigureAwait(false) is var wait && wait > TimeSpan.Zero)
        {
            await WaitForBudgetAsync(bucket, call, wait, cancellationToken).ConfigureAwait(false);
        }

        try
        {
            return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            var told = call.Response?.RateLimit;
            bucket.Note(told);
            if (options.IsEnabled)
            {
                await bucket.EndAsync(told, call.Error is { IsRateLimited: true } ? call.RetryAfter : null).ConfigureAwait(false);
            }
        }
    }

    private async Task WaitForBudgetAsync(RateLimitBucket bucket, ApiCall call, TimeSpan wait, CancellationToken cancellationToken)
    {
        for (var waited = TimeSpan.Zero; wait > TimeSpan.Zero; wait = await bucket.TakeAsync(options, cancellationToken).ConfigureAwait(false))
        {
            // Timers know whole milliseconds; a shorter wait would be none.
            wait = TimeSpan.FromMilliseconds(Math.Ceiling(wait.TotalMilliseconds));
            waited += wait;
            if (waited > options.MaxWait || wait > call.Remaining(clock))
            {
                throw new RateLimitedException(
                    call.Failure(vendor) with { RetryAfter = wait },
                    "the rate limit's budget is used up, and waiting for it would take longer than RateLimits.MaxWait or Retry.MaxTotalTime");
            }

            await clock.DelayAsync(wait, cancellationToken).ConfigureAwait(false);
        }
    }
}
