namespace IdentitySdk.Core;

/// <summary>The calls that one bucket has left. Pure: each step takes the time and returns a new budget.</summary>
/// <param name="Limit">Calls allowed in the window; 0 until a response has reported it.</param>
/// <param name="Remaining">Calls left in the window, as reported by the response that counts.</param>
/// <param name="ResetsAt">When the window ends.</param>
/// <param name="Window">The longest window so far, as an estimate of the next one.</param>
/// <param name="IsEstimate">Whether the window is an estimate that no response has confirmed yet.</param>
/// <param name="PausedUntil">Until when a refusal requested that no call be sent.</param>
internal readonly record struct RateLimitBudget(int Limit, int Remaining, DateTimeOffset ResetsAt, TimeSpan Window, bool IsEstimate, DateTimeOffset PausedUntil)
{
    /// <summary>How far apart the reported ends of one window may be: vendors report whole seconds, and their clocks differ.</summary>
    private static readonly TimeSpan s_tolerance = TimeSpan.FromSeconds(2);

    /// <summary>The part of it that is rounding.</summary>
    private static readonly TimeSpan s_rounding = TimeSpan.FromSeconds(1);

    /// <summary>The number of calls taken so far, which is also the number of the latest one.</summary>
    public long Taken { get; init; }

    /// <summary>The time of the latest step.</summary>
    public DateTimeOffset At { get; init; }

    /// <summary>The latest call when <see cref="Remaining"/> became known: only later calls were certainly sent after it.</summary>
    public long KnownAt { get; init; }

    /// <summary>The number of calls since then whose responses reported nothing.</summary>
    public int Unreported { get; init; }

    /// <summary>The latest call whose response reported nothing.</summary>
    public long LatestUnreported { get; init; }

    /// <summary>The calls under way.</summary>
    public RateLimitLeases Leases { get; init; }

    /// <summary>Calls left in the window. Calls under way are subtracted, because the reported number may not include them.</summary>
    public int Left => (int)Math.Max((long)Remaining - Leases.Count - Unreported, int.MinValue);

    /// <summary>Takes one call out of the budget.</summary>
    /// <param name="terms">The share, the floor and the lease.</param>
    /// <param name="now">The time.</param>
    /// <returns>
    /// The budget, and zero when the call may be sent; its number is <see cref="Taken"/>. Otherwise the budget, and how long to wait before the next try.
    /// </returns>
    public (RateLimitBudget Budget, TimeSpan Wait) Take(RateLimitTerms terms, DateTimeOffset now)
    {
        var current = MoveTo(now);
        if (current.PausedUntil > now)
        {
            return (current, current.PausedUntil - now);
        }

        if (Limit == 0)
        {
            return (current.Count(terms.Lease, now), TimeSpan.Zero);
        }

        // After a reset the known limit holds until a response has reported the new window.
        if (current.ResetsAt <= now)
        {
            current = current with { Remaining = Limit, ResetsAt = now.AddClamped(Window), IsEstimate = true, KnownAt = Taken, Unreported = 0 };
        }

        return current.Left > current.Reserve(terms) ? (current.Count(terms.Lease, now), TimeSpan.Zero) : (current, current.ResetsAt - now);
    }

    /// <summary>Counts one call as taken, whatever is left.</summary>
    public RateLimitBudget Count(TimeSpan lease, DateTimeOffset now)
    {
        var next = MoveTo(now);
        return next with { Taken = Taken + 1, Leases = next.Leases.Begin(Taken + 1, lease, now) };
    }

    /// <summary>Ends a call, and applies what its response reported.</summary>
    /// <param name="number">The call's number.</param>
    /// <param name="report">What the response reported.</param>
    /// <param name="now">The time.</param>
    public RateLimitBudget Learn(long number, RateLimitReport report, DateTimeOffset now)
    {
        var next = GiveBack(number, now);
        if (report.RefusedFor > TimeSpan.Zero && now.AddClamped(report.RefusedFor) is var pause && pause > next.PausedUntil)
        {
            next = next with { PausedUntil = pause };
        }

        // A slow response may report a window that has ended.
        if (report.Limit <= 0 || report.ResetsIn <= TimeSpan.Zero)
        {
            return next.AddUnreported(1, number);
        }

        var latest = now.AddClamped(report.ResetsIn);
        var earliest = latest.AddClamped(-report.Took);
        return number > KnownAt || Limit == 0 ? next.Replace(number, report, earliest, latest, now)
            : IsEstimate ? next.LearnInEstimate(number, report, earliest, latest)
            : next.LearnFromEarlier(number, report, earliest, latest, now);
    }

    /// <summary>Gives back a call that was never sent. A number that has not been taken yet changes nothing.</summary>
    public RateLimitBudget GiveBack(long number, DateTimeOffset now)
    {
        var next = MoveTo(now);
        return number > Taken ? next : next with { Leases = next.Leases.End(number) };
    }

    /// <summary>Whether only calls are left that this client must not use.</summary>
    public bool IsUsedUp(RateLimitTerms terms) => Limit > 0 && Left <= Reserve(terms);

    /// <summary>Applies the response to the latest-sent call. Of the calls without a report, it does not include those that were sent later.</summary>
    private RateLimitBudget Replace(long number, RateLimitReport report, DateTimeOffset earliest, DateTimeOffset latest, DateTimeOffset now)
    {
        var isSameWindow = ResetsAt > now && !IsEstimate && earliest <= ResetsAt + s_tolerance && latest >= ResetsAt - s_tolerance;
        return this with
        {
            Limit = report.Limit,
            Remaining = report.Remaining,
            ResetsAt = isSameWindow ? Earlier(earliest, latest) : latest,
            Window = Clock.Max(report.ResetsIn, Window),
            IsEstimate = false,
            KnownAt = Taken,
            Unreported = isSameWindow || Limit == 0 ? (int)Math.Min(Unreported, Math.Max(LatestUnreported - number, 0)) : 0,
        };
    }

    /// <summary>Applies the response to a call that was sent before the estimated window began.</summary>
    private RateLimitBudget LearnInEstimate(long number, RateLimitReport report, DateTimeOffset earliest, DateTimeOffset latest)
    {
        // A reported window that ends before the middle of the estimated one is the window before it. If a slow response can mean either, only its call counts.
        var middle = ResetsAt.AddClamped(-TimeSpan.FromTicks(Window.Ticks / 2));
        return latest < middle ? this
            : earliest < middle ? AddUnreported(1, number)
            : Lower(report, latest) with { Limit = report.Limit, IsEstimate = false };
    }

    /// <summary>Applies the response to a call that was sent before the present window was known: it reports another window, or lowers what is left.</summary>
    private RateLimitBudget LearnFromEarlier(long number, RateLimitReport report, DateTimeOffset earliest, DateTimeOffset latest, DateTimeOffset now)
    {
        if (ResetsAt <= now)
        {
            return earliest <= ResetsAt ? this : Replace(number, report, earliest, latest, now);
        }

        return earliest > ResetsAt + s_tolerance ? Replace(number, report, earliest, latest, now)
            : latest < ResetsAt - s_tolerance ? this
            : Lower(report, Earlier(earliest, latest));
    }

    private RateLimitBudget Lower(RateLimitReport report, DateTimeOffset resetsAt) => this with
    {
        Remaining = Math.Min(Remaining, report.Remaining),
        ResetsAt = resetsAt,
        Window = Clock.Max(report.ResetsIn, Window),
        KnownAt = report.Remaining < Remaining ? Taken : KnownAt,
    };

    private RateLimitBudget AddUnreported(int count, long latest) =>
        this with { Unreported = Unreported + count, LatestUnreported = Math.Max(latest, LatestUnreported) };

    /// <summary>The end of a window by two reports: each names the latest possible end, so the earlier one counts, unless it ends another window.</summary>
    private DateTimeOffset Earlier(DateTimeOffset earliest, DateTimeOffset latest) => latest < ResetsAt || earliest > ResetsAt + s_rounding ? latest : ResetsAt;

    /// <summary>Moves the budget to a time. If the clock was set back, all times move with it, so that nothing lasts longer than intended.</summary>
    private RateLimitBudget MoveTo(DateTimeOffset now)
    {
        var back = now < At ? now - At : TimeSpan.Zero;
        var leases = (Leases with { EndsAt = Leases.EndsAt.AddClamped(back) }).Expire(now, out var ended);
        var moved = this with
        {
            At = now,
            ResetsAt = ResetsAt.AddClamped(back),
            PausedUntil = PausedUntil.AddClamped(back),
            Leases = leases,
        };

        // A call whose lease has ended may have been sent: it is no longer under way, but still counts in its window.
        return ended == 0 ? moved : moved.AddUnreported(ended, Taken);
    }

    /// <summary>The calls that this client must not use. One call per window is always allowed: a small limit would stop the client for good.</summary>
    private int Reserve(RateLimitTerms terms) => Math.Min(Math.Max(terms.Floor, Limit - (int)Math.Floor((Limit * terms.Share) + 1e-9)), Limit - 1);
}
