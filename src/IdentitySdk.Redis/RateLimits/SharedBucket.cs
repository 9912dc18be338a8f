using StackExchange.Redis;

namespace IdentitySdk.Redis;

/// <summary>
/// One bucket in Redis, as this process sees it. One round trip is under way at a time, and carries what has gathered meanwhile: the calls that
/// want to be sent, and those that have ended.
/// </summary>
internal sealed class SharedBucket
{
    /// <summary>Numbers of Redis begin here; the local budget's are smaller.</summary>
    public const long FirstNumber = 1L << 40;

    /// <summary>How long a call that has ended waits for another that takes it along.</summary>
    private static readonly TimeSpan s_gathering = TimeSpan.FromMilliseconds(10);

    private const int MostTakes = 500;
    private const int MostEnds = 500;
    private const int MostEndsKept = 5000;

    private readonly object _lock = new();
    private readonly Queue<PendingTake> _takes = new();
    private readonly Queue<CallEnd> _ends = new();
    private readonly HashSet<long> _underWay = [];
    private readonly RedisLink _link;
    private readonly RedisKey _key;
    private readonly string _process;
    private readonly TimeProvider _clock;
    private readonly ITimer _timer;
    private RateLimitTerms _terms = new(1, 0, TimeSpan.FromSeconds(1));
    private Task _pump = Task.CompletedTask;
    private bool _isRunning;
    private bool _isGathering;
    private bool _isLimitKnown;
    private bool _isClosed;
    private long _deniedAt;
    private TimeSpan _deniedFor;

    /// <param name="link">The way to Redis.</param>
    /// <param name="key">The bucket's key in Redis.</param>
    /// <param name="process">Tells this process from the others.</param>
    /// <param name="local">This process's part of the budget.</param>
    public SharedBucket(RedisLink link, RedisKey key, string process, LocalBudget local)
    {
        (_link, _key, _process, Local, _clock) = (link, key, process, local, link.Options.TimeProvider);
        _timer = _clock.CreateTimer(static bucket => ((SharedBucket)bucket!).Flush(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public LocalBudget Local { get; }

    /// <summary>Asks Redis for a call.</summary>
    /// <returns>The grant; null when there is none to be had.</returns>
    public async Task<RateLimitGrant?> TakeAsync(RateLimitTerms terms, CancellationToken cancellationToken)
    {
        PendingTake take;
        lock (_lock)
        {
            // What Redis has said holds until something has changed.
            var denied = _deniedFor - _clock.GetElapsedTime(_deniedAt);
            if (denied > TimeSpan.Zero && _ends.Count == 0 && !_isRunning && terms == _terms)
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

        using (cancellationToken.Register(static take => ((PendingTake)take!).Cancel(), take))
        {
            return await take.Answer.ConfigureAwait(false);
        }
    }

    /// <summary>Ends a call.</summary>
    /// <param name="number">Its number.</param>
    /// <param name="report">What its response reported; null when it was never sent.</param>
    public void End(long number, RateLimitReport? report)
    {
        lock (_lock)
        {
            _underWay.Remove(number);
            Enqueue(number, report);
            if (_isRunning || _isClosed)
            {
                return;
            }

            // The others must not wait for what changes everything.
            if (!_isLimitKnown || report is { RefusedFor.Ticks: > 0 })
            {
                Flush();
            }
            else if (!_isGathering)
            {
                _isGathering = true;
                _timer.Change(s_gathering, Timeout.InfiniteTimeSpan);
            }
        }
    }

    /// <summary>Ends all calls under way, which may have been sent, and sends what has gathered.</summary>
    public Task CloseAsync()
    {
        lock (_lock)
        {
            foreach (var number in _underWay)
            {
                Enqueue(number, default(RateLimitReport));
            }

            _underWay.Clear();
            _isClosed = true;
            _timer.Dispose();
            return FlushAsync();
        }
    }

    /// <summary>Sends what has gathered.</summary>
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
        // While Redis is away they gather; the leases of those that are dropped end by themselves.
        while (_ends.Count >= MostEndsKept)
        {
            _ends.Dequeue();
        }

        _ends.Enqueue(new CallEnd(number, report, _clock.GetTimestamp()));
    }

    private void Flush()
    {
        lock (_lock)
        {
            _isGathering = false;
            if (_ends.Count > 0 && !_isRunning && _link.TryEnter())
            {
                Start();
            }
        }
    }

    /// <summary>Begins a round trip unless one is under way, without the values and the activity of whoever comes first: it is everybody's.</summary>
    private void Start()
    {
        if (_isRunning)
        {
            return;
        }

        _isRunning = true;
        if (ExecutionContext.IsFlowSuppressed())
        {
            _pump = Task.Run(PumpAsync);
            return;
        }

        using (ExecutionContext.SuppressFlow())
        {
            _pump = Task.Run(PumpAsync);
        }
    }

    private async Task PumpAsync()
    {
        while (Next(out var takes, out var ends, out var terms))
        {
            var waited = takes.Count == 0 ? TimeSpan.Zero : _clock.GetElapsedTime(takes[0].Asked);
            var rest = _link.Options.Timeout - waited;
            var timeout = rest > TimeSpan.Zero ? rest : TimeSpan.FromMilliseconds(1);
            var reply = await _link.SendAsync(_key, SendAsync, timeout, late: GiveBack).ConfigureAwait(false);
            if (reply is null)
            {
                Abandon(takes);
                return;
            }

            Answer(takes, reply, terms);

            async Task<BudgetReply> SendAsync(IDatabase database)
            {
                var arguments = BudgetScript.Arguments(_process, terms, takes.Count, Local.Known, ends, _clock);
                return BudgetReply.Read(await database.ScriptEvaluateAsync(BudgetScript.Text, [_key], arguments).ConfigureAwait(false));
            }
        }
    }

    /// <summary>What the next round trip carries.</summary>
    private bool Next(out List<PendingTake> takes, out List<CallEnd> ends, out RateLimitTerms terms)
    {
        (takes, ends) = ([], []);
        lock (_lock)
        {
            while (_takes.Count > 0 && takes.Count < MostTakes && (takes.Count == 0 || _takes.Peek().Terms == takes[0].Terms))
            {
                var take = _takes.Dequeue();
                if (!take.Answer.IsCompleted)
                {
                    takes.Add(take);
                }
            }

            while (_ends.Count > 0 && ends.Count < MostEnds)
            {
                ends.Add(_ends.Dequeue());
            }

            terms = takes.Count > 0 ? takes[0].Terms : _terms;
            _isRunning = takes.Count + ends.Count > 0;
            return _isRunning;
        }
    }

    private void Answer(List<PendingTake> takes, BudgetReply reply, RateLimitTerms terms)
    {
        Local.Learn(reply);
        var isLimitKnown = reply.Known.Limit > 0;
        lock (_lock)
        {
            (_isLimitKnown, _terms, _deniedAt, _deniedFor) = (isLimitKnown, terms, _clock.GetTimestamp(), reply.Wait);
            for (var index = 0; index < reply.Granted; index++)
            {
                _underWay.Add(reply.First + index);
            }
        }

        // A wait that is over by now is a short one, not none.
        var denied = RateLimitGrant.Denied(reply.Wait > TimeSpan.Zero ? reply.Wait : TimeSpan.FromMilliseconds(1));
        for (var index = 0; index < takes.Count; index++)
        {
            var number = reply.First + index;
            var isGranted = index < reply.Granted;
            if (!takes[index].TryAnswer(isGranted ? RateLimitGrant.Granted(number, isLimitKnown) : denied) && isGranted)
            {
                End(number, null);
            }
        }
    }

    /// <summary>Redis is away: those who wait, and those who came meanwhile, go on without it.</summary>
    private void Abandon(List<PendingTake> takes)
    {
        lock (_lock)
        {
            takes.AddRange(_takes);
            _takes.Clear();
            _deniedFor = TimeSpan.Zero;
            _isRunning = false;
        }

        foreach (var take in takes)
        {
            take.TryAnswer(null);
        }
    }

    /// <summary>The calls of a response that came too late are no longer wanted.</summary>
    private void GiveBack(BudgetReply reply)
    {
        for (var index = 0; index < reply.Granted; index++)
        {
            End(reply.First + index, null);
        }
    }
}
