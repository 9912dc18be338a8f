using System.Diagnostics;
using Microsoft.Extensions.Logging;

namespace IdentitySdk.Core;

/// <summary>One call under a rate limit: takes a permit before the request is sent, and another one before a replay.</summary>
/// <param name="vendor">The vendor.</param>
/// <param name="options">How much of the rate limit may be used.</param>
/// <param name="clock">The client's clock.</param>
/// <param name="logger">Where waits are reported.</param>
/// <param name="context">The operation.</param>
/// <param name="bucketName">The bucket's name.</param>
/// <param name="bucket">The bucket.</param>
internal sealed class RateLimitedCall(
    VendorRules vendor,
    RateLimitOptions options,
    TimeProvider clock,
    ILogger logger,
    OperationContext context,
    string bucketName,
    RateLimitBucket bucket) : IReplayGate
{
    /// <summary>The lease of a call without a shorter time-out.</summary>
    private static readonly TimeSpan s_maxLease = TimeSpan.FromMinutes(5);

    /// <summary>The shortest wait after a denial of a store; it doubles with each denial, from the first value to the last.</summary>
    private static readonly TimeSpan s_firstInterval = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan s_lastInterval = TimeSpan.FromMilliseconds(250);

    /// <summary>How much longer than announced a wait may become before it is announced again.</summary>
    private static readonly TimeSpan s_announcedDifference = TimeSpan.FromSeconds(1);

    private RateLimitPermit? _permit;

    private TimeSpan Lease => context.AttemptTimeout > TimeSpan.Zero ? Clock.Min(context.AttemptTimeout, s_maxLease) : s_maxLease;

    /// <summary>Takes a permit, and waits for it if necessary.</summary>
    /// <exception cref="RateLimitedException">The wait would be too long, or the store refuses the call.</exception>
    public ValueTask TakePermitAsync(CancellationToken cancellationToken)
    {
        var started = clock.GetTimestamp();
        if (bucket.IsShared)
        {
            return TakeSharedPermitAsync(started, cancellationToken);
        }

        // Most calls need no state machine, which every program would compile at its start.
        var decision = bucket.Take(Lease);
        _permit = decision.Permit;
        return _permit is null ? AwaitPermitAsync(decision, started, cancellationToken) : default;
    }

    private async ValueTask TakeSharedPermitAsync(long started, CancellationToken cancellationToken)
    {
        var decision = await RequestPermitAsync(cancellationToken).ConfigureAwait(false);
        _permit = decision.Permit ?? await WaitForPermitAsync(decision, started, cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask AwaitPermitAsync(RateLimitDecision decision, long started, CancellationToken cancellationToken) =>
        _permit = await WaitForPermitAsync(decision, started, cancellationToken).ConfigureAwait(false);

    /// <inheritdoc/>
    public async ValueTask PassAsync(CancellationToken cancellationToken)
    {
        await EndAsync(isReplayed: true).ConfigureAwait(false);
        context.BeginReplay();
        await TakePermitAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Ends the call, and waits for the store only as long as the operation has time.</summary>
    /// <param name="isReplayed">Whether the request will be sent once more.</param>
    public ValueTask EndAsync(bool isReplayed = false)
    {
        if (_permit is not { } permit)
        {
            return default;
        }

        _permit = null;
        var ending = ReturnPermitAsync(permit, isReplayed);
        return ending.IsCompletedSuccessfully ? default : AwaitEndAsync(ending);
    }

    private async ValueTask AwaitEndAsync(ValueTask ending)
    {
        if (!ending.IsCompleted && context.Remaining(clock) is var time && time < options.StoreTimeout)
        {
            await ending.AsTask().CompletesWithinAsync(time, clock, CancellationToken.None).ConfigureAwait(false);
        }
        else
        {
            await ending.ConfigureAwait(false);
        }
    }

    private ValueTask ReturnPermitAsync(RateLimitPermit permit, bool isReplayed)
    {
        var reported = context.Response?.RateLimit;
        bucket.Record(reported);
        if (!context.WasSent)
        {
            return bucket.GiveBackAsync(permit);
        }

        var isRefused = context.Error is { IsRateLimited: true };
        var isServed = !isRefused && context.Response is { StatusCode: < 500 };
        return bucket.EndAsync(permit, reported, isRefused ? context.RetryAfter : null, isServed, isReplayed);
    }

    /// <summary>Requests a permit. A store gets half of the operation's remaining time at most; after that, the client's own budget decides.</summary>
    private async ValueTask<RateLimitDecision> RequestPermitAsync(CancellationToken cancellationToken)
    {
        var request = bucket.TakeAsync(Lease, cancellationToken);
        if (request.IsCompleted || TimeSpan.FromTicks(context.Remaining(clock).Ticks / 2) is var time && time >= options.StoreTimeout)
        {
            return await request.ConfigureAwait(false);
        }

        var decision = request.AsTask();
        var isInTime = false;
        try
        {
            isInTime = await decision.CompletesWithinAsync(time, clock, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            if (!isInTime)
            {
                _ = GiveBackAsync(decision);
            }
        }

        return isInTime ? await decision.ConfigureAwait(false) : bucket.Take(Lease);
    }

    /// <summary>Gives back a permit that is granted too late.</summary>
    private async Task GiveBackAsync(Task<RateLimitDecision> late)
    {
        try
        {
            var decision = await late.ConfigureAwait(false);
            decision.StopWaiting();
            if (decision.Permit is { } permit)
            {
                await bucket.GiveBackAsync(permit).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException)
        {
            // The caller has cancelled, so no permit was taken.
        }
    }

    /// <summary>
    /// Waits for a permit. Each wait and each request to the store counts with the longest time that it may take: a machine that slept meanwhile has not
    /// waited longer.
    /// </summary>
    private async ValueTask<RateLimitPermit> WaitForPermitAsync(RateLimitDecision decision, long started, CancellationToken cancellationToken)
    {
        var waited = Clock.Min(clock.GetElapsedTime(started), options.StoreTimeout);
        var announced = -s_announcedDifference;
        try
        {
            var interval = s_firstInterval;
            while (true)
            {
                var remaining = Clock.Max(Clock.Min(options.MaxWait - waited, context.Remaining(clock)), TimeSpan.Zero);
                var wait = GetWait(decision, interval, remaining);
                if (decision.Reason == RateLimitWaitReason.Refused || wait > remaining)
                {
                    throw RateLimited(decision, wait);
                }

                if (wait == TimeSpan.Zero)
                {
                    return bucket.TakeUnchecked(Lease);
                }

                if (decision.Reason == RateLimitWaitReason.Store)
                {
                    interval = Clock.Min(interval + interval, s_lastInterval);
                }

                if (wait - s_announcedDifference > announced)
                {
                    announced = wait;
                    Announce(wait);
                }

                var began = clock.GetTimestamp();
                await WaitAsync(decision, wait, cancellationToken).ConfigureAwait(false);
                var requested = clock.GetTimestamp();
                decision = await RequestPermitAsync(cancellationToken).ConfigureAwait(false);
                waited += Clock.Min(clock.GetElapsedTime(began, requested), wait) + Clock.Min(clock.GetElapsedTime(requested), options.StoreTimeout);
                if (decision.Permit is { } permit)
                {
                    return permit;
                }
            }
        }
        finally
        {
            decision.StopWaiting();
            Telemetry.RateLimitWaits.Record(
                clock.GetElapsedTime(started).TotalSeconds, new(IdentityTelemetry.VendorTag, vendor.Name), new(IdentityTelemetry.BucketTag, bucketName));
        }
    }

    /// <summary>The wait before the next request for a permit, in whole milliseconds like timers.</summary>
    private static TimeSpan GetWait(RateLimitDecision decision, TimeSpan interval, TimeSpan remaining)
    {
        if (decision.Reason == RateLimitWaitReason.Refused)
        {
            return decision.Wait; // It may be as long as a TimeSpan can be, and is not waited for.
        }

        var wait = TimeSpan.FromMilliseconds(Math.Ceiling(decision.Wait.TotalMilliseconds));
        return decision.Reason switch
        {
            RateLimitWaitReason.Store => Clock.Max(wait, interval),

            // Only the client's own caution delays this call, so it does not fail.
            RateLimitWaitReason.FirstCall => Clock.Min(wait, remaining),
            _ => wait,
        };
    }

    private async Task WaitAsync(RateLimitDecision decision, TimeSpan wait, CancellationToken cancellationToken)
    {
        if (decision.Waiter is not { } waiter)
        {
            await clock.DelayAsync(wait, cancellationToken).ConfigureAwait(false);
            return;
        }

        await waiter.Task.CompletesWithinAsync(wait, clock, cancellationToken).ConfigureAwait(false);
        decision.StopWaiting();
    }

    private RateLimitedException RateLimited(RateLimitDecision decision, TimeSpan wait) => decision.Reason == RateLimitWaitReason.Refused
        ? new(context.Failure(vendor) with { RetryAfter = decision.Wait > TimeSpan.Zero ? decision.Wait : null }, "the rate-limit store refuses calls for now")
        : new(
            context.Failure(vendor) with { RetryAfter = wait },
            "the rate limit's budget is used up, and waiting for it would take longer than RateLimits.MaxWait or Retry.MaxTotalTime");

    private void Announce(TimeSpan wait)
    {
        Log.WaitingForRateLimit(logger, vendor.Name, context.Request.Operation, bucketName, wait.TotalSeconds);
        context.Telemetry?.Activity?.AddEvent(new ActivityEvent("rate_limit.wait", tags: new ActivityTagsCollection
        {
            [IdentityTelemetry.BucketTag] = bucketName, ["identitysdk.rate_limit.wait"] = wait.TotalSeconds,
        }));
    }
}
