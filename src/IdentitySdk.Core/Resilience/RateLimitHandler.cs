using System.Diagnostics;
using Microsoft.Extensions.Logging;

namespace IdentitySdk.Core;

/// <summary>Holds calls back that would be sent into a used-up budget.</summary>
internal sealed class RateLimitHandler(VendorRules vendor, RateLimitOptions options, RateLimits rateLimits, TimeProvider clock, ILogger logger)
    : DelegatingHandler
{
    /// <summary>For how long a call without a time-out of its own counts as under way.</summary>
    private static readonly TimeSpan s_lease = TimeSpan.FromMinutes(5);

    /// <summary>How long a wait of a store is at least: it doubles from the first to the second of them with each time that the store is asked.</summary>
    private static readonly TimeSpan s_shortestWait = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan s_longestFloor = TimeSpan.FromMilliseconds(250);

    /// <summary>A wait that was announced may turn out this much longer without another word.</summary>
    private static readonly TimeSpan s_notable = TimeSpan.FromSeconds(1);

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
            ? SendLimitedAsync(request, new Place(this, context, name, bucket, ticket), cancellationToken)
            : WaitAndSendAsync(request, context, name, bucket, verdict, cancellationToken);
    }

    private async Task<HttpResponseMessage> SendSharedAsync(
        HttpRequestMessage request, OperationContext context, string name, RateLimitBucket bucket, CancellationToken cancellationToken)
    {
        var ticket = await TakeAsync(context, name, bucket, cancellationToken).ConfigureAwait(false);
        return await SendLimitedAsync(request, new Place(this, context, name, bucket, ticket), cancellationToken).ConfigureAwait(false);
    }

    private async Task<HttpResponseMessage> WaitAndSendAsync(
        HttpRequestMessage request, OperationContext context, string name, RateLimitBucket bucket, RateLimitVerdict verdict, CancellationToken cancellationToken)
    {
        var ticket = await WaitForTicketAsync(bucket, name, context, verdict, clock.GetTimestamp(), cancellationToken).ConfigureAwait(false);
        return await SendLimitedAsync(request, new Place(this, context, name, bucket, ticket), cancellationToken).ConfigureAwait(false);
    }

    private async Task<HttpResponseMessage> SendLimitedAsync(HttpRequestMessage request, Place place, CancellationToken cancellationToken)
    {
        try
        {
            return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            await place.LeaveAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Ends a call. What the store makes of that goes on by itself when the call has no time to wait for it.</summary>
    private async ValueTask EndAsync(OperationContext context, RateLimitBucket bucket, RateLimitTicket ticket, bool isReplayed)
    {
        var ending = StartEnding(context, bucket, ticket, isReplayed);
        if (!ending.IsCompletedSuccessfully && context.Remaining(clock) is var time && time < options.StoreTimeout)
        {
            await EndsWithinAsync(ending.AsTask(), time, CancellationToken.None).ConfigureAwait(false);
            return;
        }

        await ending.ConfigureAwait(false);
    }

    private ValueTask StartEnding(OperationContext context, RateLimitBucket bucket, RateLimitTicket ticket, bool isReplayed)
    {
        var reported = context.Response?.RateLimit;
        bucket.Note(reported);
        if (!context.WasSent)
        {
            return bucket.GiveBackAsync(ticket);
        }

        var isRefused = context.Error is { IsRateLimited: true };
        var refusedFor = isRefused ? context.RetryAfter : null;
        return bucket.EndAsync(ticket, reported, vendor.RateLimitResolution, refusedFor, !isRefused && context.Response is { StatusCode: < 500 }, isReplayed);
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

    /// <summary>Takes a ticket, and waits for it if need be.</summary>
    private async ValueTask<RateLimitTicket> TakeAsync(OperationContext context, string name, RateLimitBucket bucket, CancellationToken cancellationToken)
    {
        var started = clock.GetTimestamp();
        var verdict = await AskAsync(context, bucket, cancellationToken).ConfigureAwait(false);
        return verdict.Ticket ?? await WaitForTicketAsync(bucket, name, context, verdict, started, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Asks for a ticket, but leaves half of the call's time to send in: after that the call goes by what the client knows itself.</summary>
    private async ValueTask<RateLimitVerdict> AskAsync(OperationContext context, RateLimitBucket bucket, CancellationToken cancellationToken)
    {
        var lease = Lease(context);
        var asking = bucket.TakeAsync(lease, cancellationToken);
        if (asking.IsCompleted || TimeSpan.FromTicks(context.Remaining(clock).Ticks / 2) is var time && time >= options.StoreTimeout)
        {
            return await asking.ConfigureAwait(false);
        }

        var verdict = asking.AsTask();
        if (await EndsWithinAsync(verdict, time, cancellationToken).ConfigureAwait(false))
        {
            return await verdict.ConfigureAwait(false);
        }

        // By itself: this call goes on without it.
        _ = GiveBackAsync(bucket, verdict);
        return bucket.Take(lease);
    }

    /// <summary>Gives back what comes too late.</summary>
    private static async Task GiveBackAsync(RateLimitBucket bucket, Task<RateLimitVerdict> late)
    {
        try
        {
            var verdict = await late.ConfigureAwait(false);
            verdict.Leave();
            if (verdict.Ticket is { } ticket)
            {
                await bucket.GiveBackAsync(ticket).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException)
        {
            // The caller has left; nothing was taken.
        }
    }

    private async ValueTask<bool> EndsWithinAsync(Task task, TimeSpan time, CancellationToken cancellationToken)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await Task.WhenAny(task, clock.DelayAsync(time, ending.Token)).ConfigureAwait(false);
        ending.Cancel();
        cancellationToken.ThrowIfCancellationRequested();
        return task.IsCompleted;
    }

    /// <summary>
    /// Waits for a ticket. The waits and the store's answers count, each as long as it may take at most: a machine that slept meanwhile has not waited longer.
    /// </summary>
    private async Task<RateLimitTicket> WaitForTicketAsync(
        RateLimitBucket bucket, string name, OperationContext context, RateLimitVerdict verdict, long started, CancellationToken cancellationToken)
    {
        var lease = Lease(context);
        var (floor, announced) = (s_shortestWait, -s_notable);
        var waited = Smaller(clock.GetElapsedTime(started), options.StoreTimeout);
        try
        {
            while (true)
            {
                var time = Smaller(options.MaxWait - waited, context.Remaining(clock));
                var wait = Wait(verdict, ref floor, time);
                if (verdict.Reason == RateLimitWaitReason.Refused || wait > Longer(time, TimeSpan.Zero))
                {
                    throw Failure(context, verdict, wait);
                }

                if (wait <= TimeSpan.Zero)
                {
                    return bucket.TakeAnyway(lease);
                }

                if (wait - s_notable > announced)
                {
                    announced = wait;
                    Announce(context, name, wait);
                }

                var began = clock.GetTimestamp();
                await WaitAsync(wait, verdict, cancellationToken).ConfigureAwait(false);
                var asked = clock.GetTimestamp();
                verdict = await AskAsync(context, bucket, cancellationToken).ConfigureAwait(false);
                waited += Smaller(clock.GetElapsedTime(began, asked), wait) + Smaller(clock.GetElapsedTime(asked), options.StoreTimeout);
                if (verdict.Ticket is { } ticket)
                {
                    return ticket;
                }
            }
        }
        finally
        {
            verdict.Leave();
            Telemetry.RateLimitWaits.Record(
                clock.GetElapsedTime(started).TotalSeconds, new(IdentityTelemetry.VendorTag, vendor.Name), new(IdentityTelemetry.BucketTag, name));
        }
    }

    /// <summary>How long to wait before asking again.</summary>
    /// <param name="verdict">What to wait for.</param>
    /// <param name="floor">The shortest wait of a store.</param>
    /// <param name="time">How long the call may wait.</param>
    private static TimeSpan Wait(RateLimitVerdict verdict, ref TimeSpan floor, TimeSpan time)
    {
        if (verdict.Reason == RateLimitWaitReason.Refused)
        {
            return verdict.Wait;
        }

        // Timers know whole milliseconds; a shorter wait would be none.
        var wait = TimeSpan.FromMilliseconds(Math.Ceiling(verdict.Wait.TotalMilliseconds));
        if (verdict.Reason == RateLimitWaitReason.Store)
        {
            (wait, floor) = (Longer(wait, floor), Smaller(floor + floor, s_longestFloor));
        }

        // That the others wait for the first is the client's own caution, and costs nobody the call.
        return verdict.Reason == RateLimitWaitReason.FirstCall ? Smaller(wait, time) : wait;
    }

    private RateLimitedException Failure(OperationContext context, RateLimitVerdict verdict, TimeSpan wait) => verdict.Reason == RateLimitWaitReason.Refused
        ? new(context.Failure(vendor) with { RetryAfter = verdict.Wait > TimeSpan.Zero ? verdict.Wait : null }, "the rate-limit store refuses calls for now")
        : new(
            context.Failure(vendor) with { RetryAfter = wait },
            "the rate limit's budget is used up, and waiting for it would take longer than RateLimits.MaxWait or Retry.MaxTotalTime");

    private void Announce(OperationContext context, string bucket, TimeSpan wait)
    {
        Log.WaitingForRateLimit(logger, vendor.Name, context.Request.Operation, bucket, wait.TotalSeconds);
        context.Telemetry?.Activity?.AddEvent(new ActivityEvent("rate_limit.wait", tags: new ActivityTagsCollection
        {
            [IdentityTelemetry.BucketTag] = bucket, ["identitysdk.rate_limit.wait"] = wait.TotalSeconds,
        }));
    }

    private async Task WaitAsync(TimeSpan wait, RateLimitVerdict verdict, CancellationToken cancellationToken)
    {
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

    private static TimeSpan Longer(TimeSpan one, TimeSpan other) => one > other ? one : other;

    /// <summary>The place in the budget of a call that is sent. A replay leaves it and takes another.</summary>
    private sealed class Place : IReplayGate
    {
        private readonly RateLimitHandler _handler;
        private readonly OperationContext _context;
        private readonly string _name;
        private readonly RateLimitBucket _bucket;
        private RateLimitTicket? _ticket;

        public Place(RateLimitHandler handler, OperationContext context, string name, RateLimitBucket bucket, RateLimitTicket ticket)
        {
            (_handler, _context, _name, _bucket, _ticket) = (handler, context, name, bucket, ticket);
            context.ReplayGate = this;
        }

        public async ValueTask PassAsync(CancellationToken cancellationToken)
        {
            await EndAsync(isReplayed: true).ConfigureAwait(false);
            _context.BeginReplay();
            _ticket = await _handler.TakeAsync(_context, _name, _bucket, cancellationToken).ConfigureAwait(false);
        }

        public ValueTask LeaveAsync()
        {
            _context.ReplayGate = null;
            return EndAsync(isReplayed: false);
        }

        private ValueTask EndAsync(bool isReplayed)
        {
            var held = _ticket;
            _ticket = null;
            return held is { } ticket ? _handler.EndAsync(_context, _bucket, ticket, isReplayed) : default;
        }
    }
}
