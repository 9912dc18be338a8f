namespace IdentitySdk.Redis;

/// <summary>This process's part of a bucket, for outages of Redis: the limit divided by the number of processes.</summary>
/// <param name="key">The bucket.</param>
/// <param name="store">Holds the parts as if each were a vendor's whole limit.</param>
/// <param name="expectedProcesses">The number of processes that share the limit; null for the number that Redis has counted.</param>
/// <param name="clock">The process's clock.</param>
internal sealed class LocalBudget(string key, MemoryRateLimitStore store, int? expectedProcesses, TimeProvider clock)
{
    /// <summary>Vendors report whole seconds, so that the reported end of a window varies by about one.</summary>
    private static readonly TimeSpan s_tolerance = TimeSpan.FromSeconds(2);

    private readonly object _lock = new();
    private int _processes = expectedProcesses ?? 1;
    private KnownBudget _known;
    private long _knownAt;
    private TimeSpan _windowEndsIn = -s_tolerance;
    private long _windowRecordedAt;
    private int _used;

    /// <summary>The whole budget as known now, for a Redis server that has lost it.</summary>
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

    /// <summary>Updates the budget from Redis.</summary>
    public void Update(BudgetReply reply)
    {
        lock (_lock)
        {
            _processes = expectedProcesses ?? Math.Max(reply.Processes, 1);
            Record(reply.Known, reply.Granted);
            if (Part(reply.Known.Limit, reply.Known.Left, reply.Known.ResetsIn) is { Limit: > 0, ResetsIn.Ticks: > 0 } part)
            {
                // The highest number, because Redis knows what is left after all calls of this process.
                Complete(store.ReportAsync(key, long.MaxValue, part, CancellationToken.None));
            }
        }
    }

    /// <summary>Takes a call from this process's part.</summary>
    public ValueTask<RateLimitGrant> TakeAsync(RateLimitTerms terms)
    {
        lock (_lock)
        {
            return store.TakeAsync(key, terms with { Floor = (int)Math.Ceiling(terms.Floor / (double)_processes) }, CancellationToken.None);
        }
    }

    /// <summary>Completes a call and updates the budget from its response. Number 0 is a call of the budget in Redis.</summary>
    public void Report(long number, RateLimitReport report)
    {
        lock (_lock)
        {
            if (report.Limit > 0)
            {
                Record(new KnownBudget(report.Limit, report.Remaining, report.ResetsIn, report.ResetsIn), number > 0 ? 1 : 0);
            }

            var part = Part(report.Limit, report.Remaining, report.ResetsIn) with { Took = report.Took, RefusedFor = report.RefusedFor };
            Complete(store.ReportAsync(key, number, part, CancellationToken.None));
        }
    }

    /// <summary>Gives back a call of this process's part.</summary>
    public void GiveBack(long number) => Complete(store.GiveBackAsync(key, number, CancellationToken.None));

    private void Record(KnownBudget known, int used)
    {
        // Durations, not times, so that a clock that is set back does not prolong the window.
        if (known.ResetsIn > TimeSpan.Zero && known.ResetsIn > _windowEndsIn - clock.GetElapsedTime(_windowRecordedAt) + s_tolerance)
        {
            (_windowEndsIn, _windowRecordedAt, _used) = (known.ResetsIn, clock.GetTimestamp(), 0);
        }

        _used += used;
        if (known.Limit > 0)
        {
            (_known, _knownAt) = (known with { Window = known.Window > _known.Window ? known.Window : _known.Window }, clock.GetTimestamp());
        }
    }

    /// <summary>This process's part of a budget: what is left is limited by what the vendor reports, and by what this process has already used.</summary>
    private RateLimitReport Part(int limit, int left, TimeSpan resetsIn)
    {
        var part = limit == 0 ? 0 : Math.Max(limit / _processes, 1);
        return new(part, Math.Max(Math.Min(left / _processes, part - _used), 0), resetsIn, TimeSpan.Zero, TimeSpan.Zero);
    }

    /// <summary>Gets the result of the memory store, which completes synchronously.</summary>
    private static void Complete(ValueTask done) => done.GetAwaiter().GetResult();

    private static TimeSpan Positive(TimeSpan time) => time > TimeSpan.Zero ? time : TimeSpan.Zero;
}
