namespace IdentitySdk.Core;

/// <summary>One rate-limit bucket of one client: its budget, the calls that wait for it, and the store if processes share the budget.</summary>
/// <param name="key">The key in the store: vendor, host, account where several accounts share the host, and bucket.</param>
/// <param name="options">How much of the budget may be used.</param>
/// <param name="resolution">How much earlier than the real end of a window the reported one may be.</param>
/// <param name="maxWindow">The longest time for which a response or a store can lock the bucket.</param>
/// <param name="store">The store; null when the budget is this client's own.</param>
/// <param name="clock">The client's clock.</param>
internal sealed class RateLimitBucket(
    string key, RateLimitOptions options, TimeSpan resolution, TimeSpan maxWindow, GuardedRateLimitStore? store, TimeProvider clock)
{
    private readonly object _lock = new();
    private readonly RateLimitWaiters _waiters = new();
    private readonly FirstCallGate _gate = new(clock);
    private readonly StoreDenials _denials = new(maxWindow, clock);
    private RateLimitBudget _budget;
    private RateLimit? _latest;

    /// <summary>The rate limit that a response has reported last; null before.</summary>
    public RateLimit? Latest
    {
        get
        {
            lock (_lock)
            {
                return _latest;
            }
        }
    }

    /// <summary>Whether processes share the budget at the moment.</summary>
    public bool IsShared => store is { IsBypassed: false };

    /// <summary>Records a reported rate limit. A limit of 0 is Okta's concurrency limit and no budget.</summary>
    public void Record(RateLimit? reported)
    {
        if (reported is { Limit: > 0 })
        {
            lock (_lock)
            {
                _latest = reported;
            }
        }
    }

    /// <summary>Takes a permit out of the shared budget, or out of the client's own if there is no store or it is bypassed.</summary>
    /// <param name="lease">For how long the call counts as under way.</param>
    /// <param name="cancellationToken">The caller's token.</param>
    /// <returns>The permit, to be ended or given back; or what to wait for before the next request.</returns>
    public ValueTask<RateLimitDecision> TakeAsync(TimeSpan lease, CancellationToken cancellationToken) =>
        IsShared ? TakeSharedAsync(store!, lease, cancellationToken) : new(Take(lease));

    /// <summary>Takes a permit out of the client's own budget.</summary>
    public RateLimitDecision Take(TimeSpan lease)
    {
        lock (_lock)
        {
            var (budget, wait) = _budget.Take(Terms(lease), clock.GetUtcNow());
            if (wait > TimeSpan.Zero)
            {
                _budget = budget;
                return new(null, wait, RateLimitWaitReason.Budget, _waiters.Enqueue());
            }

            return WaitForFirstCall() ?? RateLimitDecision.Granted(Begin(budget, lease, storeNumber: 0));
        }
    }

    /// <summary>Takes a permit whatever is left.</summary>
    public RateLimitPermit TakeUnchecked(TimeSpan lease)
    {
        lock (_lock)
        {
            return Begin(_budget.Count(lease, clock.GetUtcNow()), lease, storeNumber: 0);
        }
    }

    /// <summary>Ends a call that was sent, and applies what its response reported.</summary>
    /// <param name="permit">The call's permit.</param>
    /// <param name="reported">The reported rate limit; null when there was none. A limit of 0 is Okta's concurrency limit and no budget.</param>
    /// <param name="refusedFor">The wait that a refusal requested; null when it requested none, or the call was not refused.</param>
    /// <param name="isServed">Whether the vendor responded and did not refuse the call for its rate limit.</param>
    /// <param name="isReplayed">Whether the request will be sent once more: then the response to a first call does not tell the limit yet.</param>
    public ValueTask EndAsync(RateLimitPermit permit, RateLimit? reported, TimeSpan? refusedFor, bool isServed = false, bool isReplayed = false)
    {
        EndedCall call;
        bool areDenialsRefuted, isReportFirst;
        lock (_lock)
        {
            // One time for all: reports hold durations, which a wait for the lock would shift.
            var now = clock.GetUtcNow();
            var report = CreateReport(permit, reported, refusedFor ?? TimeSpan.Zero, now, out var isPlausible);
            var before = _budget.ResetsAt;
            _budget = _budget.Learn(permit.Number, report, now);
            call = new(permit, report, isPlausible, isReplayed, EndsEarlier: _budget.ResetsAt < before);
            areDenialsRefuted = _denials.EndProbe(permit.Number, isServed && !_budget.IsUsedUp(Terms(permit.Lease)));

            // Calls that wait for the first call request their permits from the store next, which has to know the limit by then. Other calls do not wait for it.
            isReportFirst = permit.StoreNumber > 0 && !_gate.IsOpen;
            if (!isReportFirst)
            {
                Proceed(call);
            }
        }

        if (areDenialsRefuted)
        {
            BypassStore();
        }

        return permit.StoreNumber > 0 ? ReportAsync(call, isReportFirst) : default;
    }

    /// <summary>Gives back the permit of a call that was never sent.</summary>
    public ValueTask GiveBackAsync(RateLimitPermit permit)
    {
        lock (_lock)
        {
            _budget = _budget.GiveBack(permit.Number, clock.GetUtcNow());
            _waiters.Wake(_gate.End(permit.Number, wasSent: false) ? int.MaxValue : _budget.Left);
        }

        return permit.StoreNumber > 0 ? store!.GiveBackAsync(key, permit.StoreNumber) : default;
    }

    private async ValueTask ReportAsync(EndedCall call, bool isReportFirst)
    {
        await store!.ReportAsync(key, call.Permit.StoreNumber, call.Report).ConfigureAwait(false);
        if (isReportFirst)
        {
            lock (_lock)
            {
                Proceed(call);
            }
        }
    }

    /// <summary>Opens or closes the gate and wakes waiting calls, as far as the end of this one allows.</summary>
    private void Proceed(in EndedCall call)
    {
        var isFirstCallOver = _gate.End(call.Permit.Number, wasSent: !call.IsReplayed);
        if (!call.IsPlausible && (call.Report.RefusedFor > TimeSpan.Zero || _budget.IsUsedUp(Terms(call.Permit.Lease))))
        {
            _gate.Close();
        }
        else if (call.Report.Limit > 0)
        {
            isFirstCallOver |= _gate.Open();
        }

        // A wait that became shorter concerns all calls.
        _waiters.Wake(isFirstCallOver || call.EndsEarlier ? int.MaxValue : _budget.Left);
    }

    private async ValueTask<RateLimitDecision> TakeSharedAsync(GuardedRateLimitStore shared, TimeSpan lease, CancellationToken cancellationToken)
    {
        while (true)
        {
            bool wasOpen;
            lock (_lock)
            {
                if (WaitForFirstCall() is { } waiting)
                {
                    return waiting;
                }

                wasOpen = _gate.IsOpen;
            }

            switch (await shared.TakeAsync(key, Terms(lease), cancellationToken).ConfigureAwait(false))
            {
                case null:
                    return Take(lease);
                case { IsRefused: true } refusal:
                    return new(null, refusal.Wait, RateLimitWaitReason.Refused);
                case { IsGranted: false } denial:
                    return Deny(shared, lease, denial.Wait);
                case { } grant when Accept(grant, lease, wasOpen) is { } permit:
                    return RateLimitDecision.Granted(permit);
                case { } grant:
                    await shared.GiveBackAsync(key, grant.Number).ConfigureAwait(false);
                    break;
            }
        }
    }

    /// <summary>Accepts a grant of the store.</summary>
    /// <returns>The permit; null if another call has become the first one meanwhile, or has ended, so that the store knows the limit now.</returns>
    private RateLimitPermit? Accept(RateLimitGrant grant, TimeSpan lease, bool wasOpen)
    {
        lock (_lock)
        {
            _denials.RecordGrant();
            if (grant.IsLimitKnown && !_gate.IsClosedAgain && _gate.Open())
            {
                _waiters.Wake(int.MaxValue);
            }

            return _gate.GetWait() > TimeSpan.Zero || (_gate.IsOpen && !wasOpen && !grant.IsLimitKnown)
                ? null
                : Begin(_budget.Count(lease, clock.GetUtcNow()), lease, grant.Number);
        }
    }

    /// <summary>Denies a call on the store's behalf, or sends it as a probe. After a refuted denial, the client's own budget decides.</summary>
    private RateLimitDecision Deny(GuardedRateLimitStore shared, TimeSpan lease, TimeSpan wait)
    {
        lock (_lock)
        {
            if (!_denials.AreRefuted)
            {
                // The SDK's own store needs no probe.
                var isProbe = !shared.IsOwn && _denials.RecordDenial(wait);
                return (isProbe ? TakeProbe(lease) : null) ?? new(null, wait, RateLimitWaitReason.Store);
            }
        }

        BypassStore();
        return Take(lease);
    }

    /// <summary>Takes the permit of a probe out of the client's own budget; null if that confirms the denial.</summary>
    private RateLimitDecision? TakeProbe(TimeSpan lease)
    {
        var decision = Take(lease);
        if (decision.Permit is not { } probe)
        {
            decision.StopWaiting();
            return null;
        }

        _denials.BeginProbe(probe.Number);
        return decision;
    }

    private void BypassStore() => store!.Bypass("it grants no calls, but the vendor serves them");

    /// <summary>The decision to wait for the first call; null if no first call is under way.</summary>
    private RateLimitDecision? WaitForFirstCall() =>
        _gate.GetWait() is var wait && wait > TimeSpan.Zero ? new(null, wait, RateLimitWaitReason.FirstCall, _waiters.Enqueue()) : null;

    /// <summary>Begins the call that a budget has counted.</summary>
    private RateLimitPermit Begin(RateLimitBudget budget, TimeSpan lease, long storeNumber)
    {
        _budget = budget;
        _gate.Begin(budget.Taken);
        return new(budget.Taken, storeNumber, clock.GetTimestamp(), lease);
    }

    private RateLimitReport CreateReport(RateLimitPermit permit, RateLimit? reported, TimeSpan refusedFor, DateTimeOffset now, out bool isPlausible)
    {
        var (limit, remaining, resetsIn) = reported is { Limit: > 0 } known
            ? (known.Limit, known.Remaining, known.ResetsAt - now + resolution)
            : (0, 0, TimeSpan.Zero);
        isPlausible = refusedFor <= maxWindow && resetsIn <= maxWindow;
        return new(limit, remaining, Clock.Min(resetsIn, maxWindow), clock.GetElapsedTime(permit.TakenAt), Clock.Min(refusedFor, maxWindow));
    }

    private RateLimitTerms Terms(TimeSpan lease) => new(options.Share, options.Floor, lease);

    /// <summary>A call that was sent and has ended.</summary>
    /// <param name="Permit">The call's permit.</param>
    /// <param name="Report">What its response reported.</param>
    /// <param name="IsPlausible">Whether the reported times are no longer than a window.</param>
    /// <param name="IsReplayed">Whether the request will be sent once more.</param>
    /// <param name="EndsEarlier">Whether the window now ends earlier than expected before.</param>
    private readonly record struct EndedCall(RateLimitPermit Permit, RateLimitReport Report, bool IsPlausible, bool IsReplayed, bool EndsEarlier);
}
