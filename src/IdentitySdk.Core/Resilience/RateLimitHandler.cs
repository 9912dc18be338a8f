using System.Diagnostics;
using Microsoft.Extensions.Logging;

namespace IdentitySdk.Core;

/// <summary>Holds calls back that would be sent into a used-up budget.</summary>
internal sealed class RateLimitHandler(VendorRules vendor, RateLimitOptions options, RateLimits rateLimits, TimeProvider clock, ILogger logger)
    : DelegatingHandler
{
    /// <summary>For how long a call without a time-out of its own counts as under way.</summary>
    private static readonly TimeSpan s_lease = TimeSpan.FromMinutes(5);

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (OperationContext.Of(request) is not { Request.IsAuthenticated: true } context)
        {
            return base.SendAsync(request, cancellationToken);
        }

        var name = vendor.RateLimitBucket(context.Request.Operation);
        var bucket = rateLimits.Bucket(name);
        if (!options.IsEnabled)
        {
            return SendNotedAsync(request, context, bucket, cancellationToken);
        }

        if (bucket.IsShared)
        {
            return SendSharedAsync(request, context, name, bucket, cancellationToken);
        }

        // Most calls get their ticket at once, and then asking costs no state machine.
        var verdict = bucket.Take(Lease(context));
        return verdict.Ticket is { } ticket
            ? SendLimitedAsync(request, context, bucket, ticket, cancellationToken)
            : WaitAndSendAsync(request, context, name, bucket, verdict, cancellationToken);
    }

    private async Task<HttpResponseMessage> SendSharedAsync(
        HttpRequestMessage request, OperationContext context, string name, RateLimitBucket bucket, CancellationToken cancellationToken)
    {
        var verdict = await bucket.TakeAsync(Lease(context), cancellationToken).ConfigureAwait(false);
        return await WaitAndSendAsync(request, context, name, bucket, verdict, cancellationToken).ConfigureAwait(false);
    }

    private async Task<HttpResponseMessage> WaitAndSendAsync(
        HttpRequestMessage request, OperationContext context, string name, RateLimitBucket bucket, RateLimitVerdict verdict, CancellationToken cancellationToken)
    {
        var ticket = verdict.Ticket ?? await WaitForTicketAsync(bucket, name, context, verdict, cancellationToken).ConfigureAwait(false);
        return await SendLimitedAsync(request, context, bucket, ticket, cancellationToken).ConfigureAwait(false);
    }

    private async Task<HttpResponseMessage> SendLimitedAsync(
        HttpRequestMessage request, OperationContext context, RateLimitBucket bucket, RateLimitTicket ticket, CancellationToken cancellationToken)
    {
        try
        {
            return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            await EndAsync(context, bucket, ticket).ConfigureAwait(false);
        }
    }

    private ValueTask EndAsync(OperationContext context, RateLimitBucket bucket, RateLimitTicket ticket)
    {
        var reported = context.Response?.RateLimit;
        bucket.Note(reported);
        return context.WasSent
            ? bucket.EndAsync(ticket, reported, vendor.RateLimitResolution, context.Error is { IsRateLimited: true } ? context.RetryAfter : null)
            : bucket.GiveBackAsync(ticket);
    }

    /// <summary>Sends without a limit; what the response reports is noted for <see cref="RateLimits"/> all the same.</summary>
    private async Task<HttpResponseMessage> SendNotedAsync(
        HttpRequestMessage request, OperationContext context, RateLimitBucket bucket, CancellationToken cancellationToken)
    {
        try
        {
            return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            bucket.Note(context.Response?.RateLimit);
        }
    }

    private async Task<RateLimitTicket> WaitForTicketAsync(
        RateLimitBucket bucket, string name, OperationContext context, RateLimitVerdict verdict, CancellationToken cancellationToken)
    {
        var lease = Lease(context);
        var waited = TimeSpan.Zero;
        var started = clock.GetTimestamp();
        try
        {
            for (var asked = 1; ; asked++)
            {
                if (verdict.Reason == RateLimitWaitReason.Refused)
                {
                    throw new RateLimitedException(
                        context.Failure(vendor) with { RetryAfter = verdict.Wait > TimeSpan.Zero ? verdict.Wait : null }, "the rate-limit store refuses calls for now");
                }

                // Timers know whole milliseconds; a shorter wait would be none.
                var wait = TimeSpan.FromMilliseconds(Math.Ceiling(verdict.Wait.TotalMilliseconds));
                var time = Smaller(options.MaxWait - waited, context.Remaining(clock));
                if (verdict.Reason == RateLimitWaitReason.FirstCall && wait > time)
                {
                    // That the others wait for the first is the client's own caution, and costs nobody the call.
                    wait = time;
                }

                if (wait <= TimeSpan.Zero)
                {
                    return bucket.TakeAnyway(lease);
                }

                if (wait <= time)
                {
                    // A wait may end early by a signal, and a machine that slept meanwhile has not waited longer.
                    var began = clock.GetTimestamp();
                    await WaitAsync(context, name, wait, verdict, cancellationToken).ConfigureAwait(false);
                    waited += Smaller(wait, clock.GetElapsedTime(began));
                }
                else if (verdict.Reason != RateLimitWaitReason.Store || asked == 1 || !bucket.DoubtStore(lease))
                {
                    verdict.Leave();
                    throw new RateLimitedException(
                        context.Failure(vendor) with { RetryAfter = wait },
                        "the rate limit's budget is used up, and waiting for it would take longer than RateLimits.MaxWait or Retry.MaxTotalTime");
                }

                verdict = await bucket.TakeAsync(lease, cancellationToken).ConfigureAwait(false);
                if (verdict.Ticket is { } ticket)
                {
                    return ticket;
                }
            }
        }
        finally
        {
            Telemetry.RateLimitWaits.Record(
                clock.GetElapsedTime(started).TotalSeconds, new(IdentityTelemetry.VendorTag, vendor.Name), new(IdentityTelemetry.BucketTag, name));
        }
    }

    private async Task WaitAsync(OperationContext context, string bucket, TimeSpan wait, RateLimitVerdict verdict, CancellationToken cancellationToken)
    {
        Log.WaitingForRateLimit(logger, vendor.Name, context.Request.Operation, bucket, wait.TotalSeconds);
        context.Telemetry?.Activity?.AddEvent(new ActivityEvent("rate_limit.wait", tags: new ActivityTagsCollection
        {
            [IdentityTelemetry.BucketTag] = bucket, ["identitysdk.rate_limit.wait"] = wait.TotalSeconds,
        }));
        if (verdict.Signal is not { } signal)
        {
            await clock.DelayAsync(wait, cancellationToken).ConfigureAwait(false);
            return;
        }

        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var delay = clock.DelayAsync(wait, ending.Token);
        await Task.WhenAny(delay, signal).ConfigureAwait(false);
        verdict.Leave();

        // The timer is not needed any more when the signal was first.
        ending.Cancel();
        cancellationToken.ThrowIfCancellationRequested();
    }

    private static TimeSpan Lease(OperationContext context) =>
        context.AttemptTimeout > TimeSpan.Zero && context.AttemptTimeout < s_lease ? context.AttemptTimeout : s_lease;

    private static TimeSpan Smaller(TimeSpan one, TimeSpan other) => one < other ? one : other;
}
