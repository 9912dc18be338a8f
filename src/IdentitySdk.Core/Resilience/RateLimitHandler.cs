using Microsoft.Extensions.Logging;

namespace IdentitySdk.Core;

/// <summary>Delays calls that would exceed the vendor's rate limit, and feeds the budgets with what responses report.</summary>
internal sealed class RateLimitHandler(VendorRules vendor, RateLimitOptions options, RateLimits rateLimits, TimeProvider clock, ILogger logger)
    : DelegatingHandler
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        // Token requests do not count.
        if (OperationContext.Of(request) is not { Request.IsAuthenticated: true } context)
        {
            return base.SendAsync(request, cancellationToken);
        }

        var name = vendor.RateLimitBucket(context.Request.Operation);
        var bucket = rateLimits.Bucket(name);
        return options.IsEnabled
            ? SendLimitedAsync(request, context, new(vendor, options, clock, logger, context, name, bucket), cancellationToken)
            : SendUnlimitedAsync(request, context, bucket, cancellationToken);
    }

    private async Task<HttpResponseMessage> SendLimitedAsync(
        HttpRequestMessage request, OperationContext context, RateLimitedCall call, CancellationToken cancellationToken)
    {
        await call.TakePermitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            context.ReplayGate = call;
            return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            context.ReplayGate = null;
            await call.EndAsync().ConfigureAwait(false);
        }
    }

    private async Task<HttpResponseMessage> SendUnlimitedAsync(
        HttpRequestMessage request, OperationContext context, RateLimitBucket bucket, CancellationToken cancellationToken)
    {
        try
        {
            return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            bucket.Record(context.Response?.RateLimit);
        }
    }
}
