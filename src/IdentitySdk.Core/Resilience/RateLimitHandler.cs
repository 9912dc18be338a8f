namespace IdentitySdk.Core;

/// <summary>Holds calls back that would be sent into a used-up budget.</summary>
internal sealed class RateLimitHandler(VendorRules vendor, RateLimitOptions options, RateLimits rateLimits, TimeProvider clock) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (OperationContext.Of(request) is not { Request.IsAuthenticated: true } context)
        {
            return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        }

        var bucket = rateLimits.Bucket(vendor.RateLimitBucket(context.Request.Operation));
        if (options.IsEnabled && await bucket.TakeAsync(options, cancellationToken).ConfigureAwait(false) is var wait && wait > TimeSpan.Zero)
        {
            await WaitForBudgetAsync(bucket, context, wait, cancellationToken).ConfigureAwait(false);
        }

        try
        {
            return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            var told = context.Response?.RateLimit;
            bucket.Note(told);
            if (options.IsEnabled)
            {
                await bucket.EndAsync(told, context.Error is { IsRateLimited: true } ? context.RetryAfter : null).ConfigureAwait(false);
            }
        }
    }

    private async Task WaitForBudgetAsync(RateLimitBucket bucket, OperationContext context, TimeSpan wait, CancellationToken cancellationToken)
    {
        for (var waited = TimeSpan.Zero; wait > TimeSpan.Zero; wait = await bucket.TakeAsync(options, cancellationToken).ConfigureAwait(false))
        {
            // Timers know whole milliseconds; a shorter wait would be none.
            wait = TimeSpan.FromMilliseconds(Math.Ceiling(wait.TotalMilliseconds));
            waited += wait;
            if (waited > options.MaxWait || wait > context.Remaining(clock))
            {
                throw new RateLimitedException(
                    context.Failure(vendor) with { RetryAfter = wait },
                    "the rate limit's budget is used up, and waiting for it would take longer than RateLimits.MaxWait or Retry.MaxTotalTime");
            }

            await clock.DelayAsync(wait, cancellationToken).ConfigureAwait(false);
        }
    }
}
