namespace IdentitySdk.Core;

/// <summary>Holds calls back that would be sent into a used-up budget.</summary>
internal sealed class RateLimitHandler(VendorRules vendor, RateLimitOptions options, RateLimits rateLimits, TimeProvider clock) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (!options.IsEnabled || ApiCall.Of(request) is not { Request.IsAuthenticated: true } call)
        {
            return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        }

        var budget = rateLimits.Budget(vendor.RateLimitBucket(call.Request.Method, call.Request.Template));
        var waited = TimeSpan.Zero;
        for (var wait = budget.Take(options, clock.GetUtcNow()); wait > TimeSpan.Zero; wait = budget.Take(options, clock.GetUtcNow()))
        {
            waited += wait;
            if (waited > options.MaxWait)
            {
                throw new RateLimitedException(call.Failure(vendor) with { RetryAfter = wait }, "the rate limit's budget is used up, and waiting for it would take longer than RateLimits.MaxWait");
            }

            await clock.DelayAsync(wait, cancellationToken).ConfigureAwait(false);
        }

        try
        {
            return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            budget.Learn(call.Response?.RateLimit, clock.GetUtcNow());
        }
    }
}
