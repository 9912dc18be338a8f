namespace IdentitySdk.Redis;

/// <summary>
/// This process's part of a bucket, for when Redis is away: the limit divided by the number of processes, which is kept up to date while Redis is there.
/// </summary>
/// <param name="key">The bucket.</param>
/// <param name="store">Keeps the parts as if each were a vendor's whole limit.</param>
/// <param name="expectedProcesses">Among how many the limit is divided; null for as many as Redis has counted.</param>
/// <param name="clock">The process's clock.</param>
internal sealed class LocalBudget(string key, MemoryRateLimitStore store, int? expectedProcesses, TimeProvider clock)
{
    /// <summary>Vendors report whole seconds, so the end of one window wavers by about one.</summary>
    private static readonly TimeSpan s_tolerance = TimeSpan.FromSeconds(2);

    private readonly object _lock = new();
    private int _processes = expectedProcesses ?? 1;
    private KnownBudget _known;
    private long _knownAt;
    private TimeSpan _windowEndsIn = -s_tolerance;
    private long _windowNotedAt;
    private int _used;

    /// <summary>What is known of the whole budget now, to tell a Redis that has forgotten it.</summary>
    public KnownBudget Known
    {
        get
        {
            lock (_lock)
            {
                return _known with { ResetsIn = Positive(_known.ResetsIn - clock.GetElapsedTime(_knownAt)) };
            }
        }
    }

    /// <summary>Takes note of what Redis returned.</summary>
    public void Learn(BudgetReply reply)
    {
        lock (_lock)
        {
            _processes = expectedProcesses ?? Math.Max(reply.Processes, 1);
            Note(reply.Known, reply.Granted);
            if (Part(reply.Known.Limit, reply.Known.Left, reply.Known.ResetsIn) is { Limit: > 0, ResetsIn.Ticks: > 0 } part)
            {
                // Later than any call of this process: Redis knows what is left of them all.
                Complete(store.ReportAsync(key, long.MaxValue, part, CancellationToken.None));
            }
        }
    }

    /// <summary>Takes a call out of this process's part.</summary>
    public ValueTask<RateLimitGrant> TakeAsync(RateLimitTerms terms)
    {
        lock (_lock)
        {
            return store.TakeAsync(key, terms with { Floor = (int)Math.Ceiling(terms.Floor / (double)_processes) }, CancellationToken.None);
        }
    }

    /// <summary>Ends a call of this process's part, or of Redis' budget with number 0, and learns from its response.</summary>
    public void Report(long number, RateLimitReport report)
    {
        lock (_lock)
        {
            if (report.Limit > 0)
            {
                Note(new KnownBudget(report.Limit, report.Remaining, report.ResetsIn, report.ResetsIn), number > 0 ? 1 : 0);
            }

            var part = Part(report.Limit, report.Remaining, report.ResetsIn) with { Took = report.Took, RefusedFor = report.RefusedFor };
            Complete(store.ReportAsync(key, number, part, CancellationToken.None));
        }
    }

    /// <summary>Gives back a call of this process's part.</summary>
    public void GiveBack(long number) => Complete(store.GiveBackAsync(key, number, CancellationToken.None));

    private void Note(KnownBudget known, int used)
    {
        // By durations alone: a clock that is set back must not make the window last until it is as late again.
        if (known.ResetsIn > TimeSpan.Zero && known.ResetsIn > _windowEndsIn - clock.GetElapsedTime(_windowNotedAt) + s_tolerance)
        {
            (_windowEndsIn, _windowNotedAt, _used) = (known.ResetsIn, clock.GetTimestamp(), 0);
        }

        _used += used;
        if (known.Limit > 0)
        {
            (_known, _knownAt) = (known with { Window = known.Window > _known.Window ? known.Window : _known.Window }, clock.GetTimestamp());
        }
    }

    /// <summary>The part of a budget. No more is left of it than the others leave, and no more than this process has not used itself.</summary>
    private RateLimitReport Part(int limit, int left, TimeSpan resetsIn)
    {
        var part = limit == 0 ? 0 : Math.Max(limit / _processes, 1);
        return new(part, Math.Max(Math.Min(left / _processes, part - _used), 0), resetsIn, TimeSpan.Zero, TimeSpan.Zero);
    }

    /// <summary>Ends a call of the memory store, which completes at once: nothing is blocked.</summary>
    private static void Complete(ValueTask done) => done.GetAwaiter().GetResult();

    private static TimeSpan Positive(TimeSpan time) => time > TimeSpan.Zero ? time : TimeSpan.Zero;
}
