using StackExchange.Redis;

namespace IdentitySdk.Redis;

/// <summary>
/// A bucket in Redis, as used by this process. One round trip is in flight at a time. It carries what was queued in the meantime: requests for calls, and
/// completed calls.
/// </summary>
internal sealed class SharedBucket
{
    /// <summary>The first number that Redis assigns; those of the local budget are smaller.</summary>
    public const long FirstNumber = 1L << 40;

    /// <summary>How long a completed call waits for a round trip that another call needs.</summary>
    private static readonly TimeSpan s_flushDelay = TimeSpan.FromMilliseconds(10);

    private const int MaxTakesPerTrip = 500;
    private const int MaxCompletedPerTrip = 500;
    private const int MaxCompleted = 5000;

    private readonly object _lock = new();
    private readonly Queue<PendingTake> _takes = new();
    private readonly Queue<CompletedCall> _completed = new();
    private readonly HashSet<long> _inFlight = [];
    private readonly RedisLink _link;
    private readonly RedisKey _key;
    private readonly string _process;
    private readonly TimeProvider _clock;
    private readonly ITimer _timer;
    private RateLimitTerms _terms = new(1, 0, TimeSpan.FromSeconds(1));
    private Task _pump = Task.CompletedTask;
    private bool _isPumping;
    private bool _isFlushScheduled;
    private bool _isLimitKnown;
    private bool _isClosed;
    private long _deniedAt;
    private TimeSpan _deniedFor;

    /// <param name="link">Access to Redis.</param>
    /// <param name="key">The bucket's key in Redis.</param>
    /// <param name="process">The id of this process.</param>
    /// <param name="local">This process's part of the budget.</param>
    public SharedBucket(RedisLink link, RedisKey key, string process, LocalBudget local)
    {
        (_link, _key, _process, Local, _clock) = (link, key, process, local, link.Options.TimeProvider);
        _timer = _clock.CreateTimer(static bucket => ((SharedBucket)bucket!).Flush(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public LocalBudget Local { get; }

    /// <summary>Requests a call from Redis.</summary>
    /// <returns>The grant; null when Redis cannot be used.</returns>
    public async Task<RateLimitGrant?> TakeAsync(RateLimitTerms terms, CancellationToken cancellationToken)
    {
        PendingTake take;
        lock (_lock)
        {
            // The last denial holds until something changes.
            var denied = _deniedFor - _clock.GetElapsedTime(_deniedAt);
            if (denied > TimeSpan.Zero && _completed.Count == 0 && !_isPumping && terms == _terms)
            {
                return RateLimitGrant.Denied(denied);
            }

            if (!_link.TryEnter())
            {
                return null;
            }

            take = new PendingTake(terms, _clock.GetTimestamp());
            _takes.Enqueue(take);
            Start();
        }

        using (cancellationToken.Register(static take => ((PendingTake)take!).TrySetCanceled(), take))
        {
            return await take.Task.ConfigureAwait(false);
        }
    }

    /// <summary>Completes a call.</summary>
    /// <param name="number">Its number.</param>
    /// <param name="report">The report of its response; null when it was never sent.</param>
    public void Complete(long number, RateLimitReport? report)
    {
        lock (_lock)
        {
            _inFlight.Remove(number);
            Enqueue(number, report);
            if (_isPumping || _isClosed)
            {
                return;
            }

            // Other processes need the first limit and a refusal immediately.
            if (!_isLimitKnown || report is { RefusedFor.Ticks: > 0 })
            {
                Flush();
            }
            else if (!_isFlushScheduled)
            {
                _isFlushScheduled = true;
                _timer.Change(s_flushDelay, Timeout.InfiniteTimeSpan);
            }
        }
    }

    /// <summary>Completes all calls in flight, which may have been sent, and sends what is queued.</summary>
    public Task CloseAsync()
    {
        lock (_lock)
        {
            foreach (var number in _inFlight)
            {
                Enqueue(number, default(RateLimitReport));
            }

            _inFlight.Clear();
            _isClosed = true;
            _timer.Dispose();
            return FlushAsync();
        }
    }

    /// <summary>Sends what is queued.</summary>
    public Task FlushAsync()
    {
        lock (_lock)
        {
            Flush();
            return _pump;
        }
    }

    private void Enqueue(long number, RateLimitReport? report)
    {
        // The queue grows during an outage; the leases of dropped calls expire.
        while (_completed.Count >= MaxCompleted)
        {
            _completed.Dequeue();
        }

        _completed.Enqueue(new CompletedCall(number, report, _clock.GetTimestamp()));
    }

    private void Flush()
    {
        lock (_lock)
        {
            _isFlushScheduled = false;
            if (_completed.Count > 0 && !_isPumping && _link.TryEnter())
            {
                Start();
            }
        }
    }

    /// <summary>Starts round trips unless they are running. They serve all callers, so the first caller's context must not flow to them.</summary>
    private void Start()
    {
        if (!_isPumping)
        {
            _isPumping = true;
            using AsyncFlowControl? flow = ExecutionContext.IsFlowSuppressed() ? null : ExecutionContext.SuppressFlow();
            _pump = Task.Run(PumpAsync);
        }
    }

    private async Task PumpAsync()
    {
        while (TryDequeue(out var takes, out var completed, out var terms))
        {
            var waited = takes.Count == 0 ? TimeSpan.Zero : _clock.GetElapsedTime(takes[0].RequestedAt);
            var rest = _link.Options.Timeout - waited;
            var timeout = rest > TimeSpan.Zero ? rest : TimeSpan.FromMilliseconds(1);
            var reply = await _link.SendAsync(_key, SendAsync, timeout, late: GiveBack).ConfigureAwait(false);
            if (reply is null)
            {
                Abandon(takes);
                return;
            }

            Distribute(takes, reply, terms);

            async Task<BudgetReply> SendAsync(IDatabase database)
            {
                var arguments = BudgetScript.Arguments(_process, terms, takes.Count, Local.Known, completed, _clock);
                return BudgetReply.Read(await database.ScriptEvaluateAsync(BudgetScript.Text, [_key], arguments).ConfigureAwait(false));
            }
        }
    }

    /// <summary>Takes the content of the next round trip from the queues.</summary>
    private bool TryDequeue(out List<PendingTake> takes, out List<CompletedCall> completed, out RateLimitTerms terms)
    {
        (takes, completed) = ([], []);
        lock (_lock)
        {
            while (_takes.Count > 0 && takes.Count < MaxTakesPerTrip && (takes.Count == 0 || _takes.Peek().Terms == takes[0].Terms))
            {
                var take = _takes.Dequeue();
                if (!take.Task.IsCompleted)
                {
                    takes.Add(take);
                }
            }

            while (_completed.Count > 0 && completed.Count < MaxCompletedPerTrip)
            {
                completed.Add(_completed.Dequeue());
            }

            terms = takes.Count > 0 ? takes[0].Terms : _terms;
            _isPumping = takes.Count + completed.Count > 0;
            return _isPumping;
        }
    }

    private void Distribute(List<PendingTake> takes, BudgetReply reply, RateLimitTerms terms)
    {
        Local.Update(reply);
        var isLimitKnown = reply.Known.Limit > 0;
        lock (_lock)
        {
            (_isLimitKnown, _terms, _deniedAt, _deniedFor) = (isLimitKnown, terms, _clock.GetTimestamp(), reply.Wait);
            _inFlight.UnionWith(reply.Numbers);
        }

        // A denied caller always has to wait, also when the wait has elapsed by now.
        var denied = RateLimitGrant.Denied(reply.Wait > TimeSpan.Zero ? reply.Wait : TimeSpan.FromMilliseconds(1));
        for (var index = 0; index < takes.Count; index++)
        {
            var number = reply.First + index;
            var isGranted = index < reply.Granted;
            if (!takes[index].TrySetResult(isGranted ? RateLimitGrant.Granted(number, isLimitKnown) : denied) && isGranted)
            {
                Complete(number, null);
            }
        }
    }

    /// <summary>Lets all waiting callers continue without Redis.</summary>
    private void Abandon(List<PendingTake> takes)
    {
        lock (_lock)
        {
            takes.AddRange(_takes);
            _takes.Clear();
            _deniedFor = TimeSpan.Zero;
            _isPumping = false;
        }

        foreach (var take in takes)
        {
            take.TrySetResult(null);
        }
    }

    /// <summary>Returns the calls of a response that arrived too late.</summary>
    private void GiveBack(BudgetReply reply)
    {
        foreach (var number in reply.Numbers)
        {
            Complete(number, null);
        }
    }
}
