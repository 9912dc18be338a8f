namespace IdentitySdk.Core;

/// <summary>One bucket of one client: its budget, the calls this client has under way, and who waits for it.</summary>
/// <param name="key">The budget's key in a store: vendor, host, account where the host is that of many, and bucket.</param>
/// <param name="options">How much of the budget may be used.</param>
/// <param name="longest">The longest time for which anything that a server says may lock the bucket.</param>
/// <param name="store">Where processes share the budget; null when it is this client's alone.</param>
/// <param name="clock">The client's clock.</param>
internal sealed class RateLimitBucket(string key, RateLimitOptions options, TimeSpan longest, GuardedRateLimitStore? store, TimeProvider clock)
{
    private readonly object _lock = new();
    private readonly RateLimitWaiters _waiters = new();
    private readonly FirstCall _firstCall = new(clock);
    private readonly StoreDoubt _doubt = new(longest, clock);
    private RateLimitBudget _budget;
    private RateLimit? _latest;

    /// <summary>The latest rate limit that a response reported; null when none did.</summary>
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

    /// <summary>Whether processes share the budget now.</summary>
    public bool IsShared => store is { IsBypassed: false };

    /// <summary>Takes one call out of the client's own budget; see <see cref="TakeAsync"/>.</summary>
    public RateLimitVerdict Take(TimeSpan lease) => Take(Terms(lease));

    /// <summary>Takes one call out of the budget.</summary>
    /// <param name="lease">For how long the call counts as under way.</param>
    /// <param name="cancellationToken">The caller's token.</param>
    /// <returns>A ticket when the call may be sent, which is then to be ended or given back; otherwise what to wait for before trying again.</returns>
    public ValueTask<RateLimitVerdict> TakeAsync(TimeSpan lease, CancellationToken cancellationToken) =>
        IsShared ? TakeSharedAsync(store!, Terms(lease), cancellationToken) : new(Take(lease));

    /// <summary>Takes one call, whatever is left.</summary>
    public RateLimitTicket TakeAnyway(TimeSpan lease)
    {
        lock (_lock)
        {
            _budget = _budget.Count(lease, clock.GetUtcNow());
            return new(_budget.Taken, 0, clock.GetTimestamp(), lease);
        }
    }

    /// <summary>Ends a call that was sent, and learns from its response.</summary>
    /// <param name="ticket">What the call holds.</param>
    /// <param name="reported">The rate limit that the response reported; null when it reported none. A limit of 0 is Okta's concurrency limit and no budget.</param>
    /// <param name="resolution">By how much the vendor rounds a window's end down.</param>
    /// <param name="refusedFor">How long a refusal asked to wait; null when it did not, or the call was not refused.</param>
    /// <param name="isServed">Whether the vendor responded, and did not refuse the call for its rate limit.</param>
    /// <param name="isReplayed">Whether the call is sent once more, with another ticket: the first call of a bucket has found nothing out then.</param>
    public ValueTask EndAsync(
        RateLimitTicket ticket, RateLimit? reported, TimeSpan resolution, TimeSpan? refusedFor, bool isServed = false, bool isReplayed = false)
    {
        RateLimitReport report;
        RateLimitChange change;
        bool isLie, isOpen;
        lock (_lock)
        {
            // One time for the report and what is learned from it: a report speaks of durations, and a wait for the lock would move the window's end.
            var now = clock.GetUtcNow();
            report = Report(ticket, reported, resolution, refusedFor, now, out var isDoubtful);
            var resetsAt = _budget.ResetsAt;
            _budget = _budget.Learn(ticket.Number, report, now);
            change = new(report, isDoubtful, isReplayed, _budget.ResetsAt < resetsAt);
            isLie = _doubt.End(ticket.Number, isServed && !_budget.IsUsedUp(Terms(ticket.Lease)));
            isOpen = _firstCall.IsOpen || ticket.Shared == 0;
            if (isOpen)
            {
                Proceed(ticket, change);
            }
        }

        if (isLie)
        {
            BypassLiar();
        }

        return ticket.Shared == 0 ? default : isOpen ? store!.ReportAsync(key, ticket.Shared, report) : ReportFirstAsync(ticket, change);
    }

    /// <summary>Gives back a call that was never sent.</summary>
    public ValueTask GiveBackAsync(RateLimitTicket ticket)
    {
        lock (_lock)
        {
            _budget = _budget.GiveBack(ticket.Number, clock.GetUtcNow());
            _firstCall.End(ticket.Number, wasSent: false);
            _waiters.Wake(_budget.Left);
        }

        return ticket.Shared == 0 ? default : store!.GiveBackAsync(key, ticket.Shared);
    }

    /// <summary>Takes note of a rate limit, whether or not anyone waits for it. A limit of 0 is Okta's concurrency limit and no budget.</summary>
    public void Note(RateLimit? reported)
    {
        if (reported is { Limit: > 0 })
        {
            lock (_lock)
            {
                _latest = reported;
            }
        }
    }

    private RateLimitVerdict Take(RateLimitTerms terms)
    {
        lock (_lock)
        {
            var (budget, wait) = _budget.Take(terms, clock.GetUtcNow());
            if (wait > TimeSpan.Zero)
            {
                _budget = budget;
                var waiter = _waiters.Enqueue();
                return new(null, wait, RateLimitWaitReason.Budget, waiter.Task, waiter);
            }

            if (_firstCall.IsUnderWay(out wait, out var signal))
            {
                return new(null, wait, RateLimitWaitReason.FirstCall, signal);
            }

            _budget = budget;
            _firstCall.Begin(budget.Taken);
            return RateLimitVerdict.Granted(new(budget.Taken, 0, clock.GetTimestamp(), terms.Lease));
        }
    }

    /// <summary>Reports a first call: who waits for it asks the store next, which must know the limit by then.</summary>
    private async ValueTask ReportFirstAsync(RateLimitTicket ticket, RateLimitChange change)
    {
        await store!.ReportAsync(key, ticket.Shared, change.Report).ConfigureAwait(false);
        lock (_lock)
        {
            Proceed(ticket, change);
        }
    }

    /// <summary>Lets those go on for whom a call that has ended changes something.</summary>
    private void Proceed(RateLimitTicket ticket, RateLimitChange change)
    {
        _firstCall.End(ticket.Number, wasSent: !change.IsReplayed);
        if (change.IsDoubtful && (change.Report.RefusedFor > TimeSpan.Zero || _budget.IsUsedUp(Terms(ticket.Lease))))
        {
            _firstCall.Close();
        }
        else if (change.Report.Limit > 0)
        {
            _firstCall.Open();
        }

        _waiters.Wake(change.IsEarlier ? int.MaxValue : _budget.Left);
    }

    private async ValueTask<RateLimitVerdict> TakeSharedAsync(GuardedRateLimitStore shared, RateLimitTerms terms, CancellationToken cancellationToken)
    {
        while (true)
        {
            TimeSpan wait;
            Task? signal;
            bool wasOpen;
            lock (_lock)
            {
                if (_firstCall.IsUnderWay(out wait, out signal))
                {
                    return new(null, wait, RateLimitWaitReason.FirstCall, signal);
                }

                wasOpen = _firstCall.IsOpen;
            }

            var grant = await shared.TakeAsync(key, terms, longest, cancellationToken).ConfigureAwait(false);
            if (grant is not { IsGranted: true } answer)
            {
                return Denied(shared, terms, grant);
            }

            if (Accept(answer, terms, wasOpen, out wait, out signal) is { } ticket)
            {
                return RateLimitVerdict.Granted(ticket);
            }

            await shared.GiveBackAsync(key, answer.Number).ConfigureAwait(false);
            if (signal is not null)
            {
                return new(null, wait, RateLimitWaitReason.FirstCall, signal);
            }
        }
    }

    /// <summary>Accepts a grant, unless another has become the first call meanwhile, or has been: then the store knows by now what it did not know.</summary>
    private RateLimitTicket? Accept(RateLimitGrant answer, RateLimitTerms terms, bool wasOpen, out TimeSpan wait, out Task? signal)
    {
        lock (_lock)
        {
            _doubt.Grant();
            if (answer.IsLimitKnown && !_firstCall.IsDoubtful)
            {
                _firstCall.Open();
            }

            if (_firstCall.IsUnderWay(out wait, out signal) || (_firstCall.IsOpen && !wasOpen && !answer.IsLimitKnown))
            {
                return null;
            }

            _budget = _budget.Count(terms.Lease, clock.GetUtcNow());
            _firstCall.Begin(_budget.Taken);
            return new(_budget.Taken, answer.Number, clock.GetTimestamp(), terms.Lease);
        }
    }

    private RateLimitVerdict Denied(GuardedRateLimitStore shared, RateLimitTerms terms, RateLimitGrant? grant) => grant switch
    {
        null => Take(terms),
        { IsRefused: true } refusal => new(null, refusal.Wait, RateLimitWaitReason.Refused, null),
        { } denial => Doubt(shared, terms, new(null, denial.Wait, RateLimitWaitReason.Store, null)),
    };

    /// <summary>No budget stays used up for longer than a window, so that a store which says so is put to the test. The SDK's own needs none.</summary>
    private RateLimitVerdict Doubt(GuardedRateLimitStore shared, RateLimitTerms terms, RateLimitVerdict denied)
    {
        bool isProven;
        lock (_lock)
        {
            isProven = _doubt.IsProven;
            if (!isProven && (shared.IsOwn || !_doubt.Deny(denied.Wait)))
            {
                return denied;
            }
        }

        var verdict = Take(terms);
        if (isProven)
        {
            BypassLiar();
            return verdict;
        }

        if (verdict.Ticket is not { } probe)
        {
            // The client knows by itself that nothing is left.
            verdict.Leave();
            return denied;
        }

        lock (_lock)
        {
            _doubt.Begin(probe.Number);
        }

        return verdict;
    }

    private void BypassLiar() => store!.Bypass("it grants nothing, though the vendor serves calls");

    private RateLimitReport Report(
        RateLimitTicket ticket, RateLimit? reported, TimeSpan resolution, TimeSpan? refusedFor, DateTimeOffset now, out bool isDoubtful)
    {
        var refusal = refusedFor ?? TimeSpan.Zero;
        var (limit, remaining, resetsIn) = reported is { Limit: > 0 } known
            ? (known.Limit, known.Remaining, known.ResetsAt - now + resolution)
            : (0, 0, TimeSpan.Zero);
        isDoubtful = refusal > longest || resetsIn > longest;
        return new(
            limit, remaining, resetsIn < longest ? resetsIn : longest, clock.GetElapsedTime(ticket.TakenAt), refusal < longest ? refusal : longest);
    }

    private RateLimitTerms Terms(TimeSpan lease) => new(options.Share, options.Floor, lease);
}
