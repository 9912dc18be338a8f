namespace IdentitySdk.Core;

/// <summary>The calls one bucket has left. Pure: each step takes the time and gives a new budget.</summary>
/// <param name="Limit">Calls allowed in the window; 0 while no response has reported it.</param>
/// <param name="Remaining">Calls left in the window by the response that counts.</param>
/// <param name="ResetsAt">When the window ends.</param>
/// <param name="Window">The longest window seen, as a guess for the next.</param>
/// <param name="IsGuess">Whether the window is one that no response has reported yet.</param>
/// <param name="PausedUntil">Until when a refusal asked everyone to stay away.</param>
internal readonly record struct RateLimitBudget(int Limit, int Remaining, DateTimeOffset ResetsAt, TimeSpan Window, bool IsGuess, DateTimeOffset PausedUntil)
{
    /// <summary>Vendors report whole seconds, so the end of one window wavers by about one.</summary>
    private static readonly TimeSpan s_tolerance = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan s_waver = TimeSpan.FromSeconds(1);

    /// <summary>How many calls have been taken: the number of the latest.</summary>
    public long Taken { get; init; }

    /// <summary>The latest time of a step.</summary>
    public DateTimeOffset At { get; init; }

    /// <summary>The number of the latest call when <see cref="Remaining"/> became known: only later ones were certainly sent after it.</summary>
    public long KnownAt { get; init; }

    /// <summary>Calls that were answered since without a report.</summary>
    public int Unreported { get; init; }

    /// <summary>The latest of them.</summary>
    public long LatestUnreported { get; init; }

    /// <summary>The calls under way, by the time they were taken.</summary>
    public RateLimitLeases Leases { get; init; }

    /// <summary>Calls left in the window: what is under way may not be counted in the remaining, so it is taken off.</summary>
    public int Left => (int)Math.Max((long)Remaining - Leases.Count - Unreported, int.MinValue);

    /// <summary>Takes one call out of the budget.</summary>
    /// <param name="terms">The share, the floor and the lease.</param>
    /// <param name="now">The time.</param>
    /// <returns>The budget after it, whose <see cref="Taken"/> is the call's number, and zero when it may be sent; otherwise how long to wait before asking again.</returns>
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

        // After a reset nobody may send more than the known limit either, though no response has reported the new window yet.
        if (current.ResetsAt <= now)
        {
            current = current with { Remaining = Limit, ResetsAt = now.AddClamped(Window), IsGuess = true, KnownAt = Taken, Unreported = 0 };
        }

        return current.Left > current.Reserve(terms) ? (current.Count(terms.Lease, now), TimeSpan.Zero) : (current, current.ResetsAt - now);
    }

    /// <summary>Counts one call as taken, whether or not there is anything left.</summary>
    public RateLimitBudget Count(TimeSpan lease, DateTimeOffset now)
    {
        var next = MoveTo(now);
        return next with { Taken = Taken + 1, Leases = next.Leases.Begin(Taken + 1, lease, now) };
    }

    /// <summary>Ends a call, and learns from its response.</summary>
    /// <param name="number">The call's number.</param>
    /// <param name="report">What the response reported.</param>
    /// <param name="now">The time.</param>
    public RateLimitBudget Learn(long number, RateLimitReport report, DateTimeOffset now)
    {
        var next = MoveTo(now);
        next = next with { Leases = next.End(number) };
        if (report.RefusedFor > TimeSpan.Zero && now.AddClamped(report.RefusedFor) is var pause && pause > next.PausedUntil)
        {
            next = next with { PausedUntil = pause };
        }

        // A response that was long on its way may speak of a window that is over.
        if (report.Limit <= 0 || report.ResetsIn <= TimeSpan.Zero)
        {
            return next with { Unreported = next.Unreported + 1, LatestUnreported = Math.Max(number, LatestUnreported) };
        }

        var latest = now.AddClamped(report.ResetsIn);
        var earliest = latest.AddClamped(-report.Took);
        return number > KnownAt || Limit == 0 ? next.Replace(number, report, earliest, latest, now)
            : IsGuess ? next.LearnInGuess(number, report, earliest, latest)
            : next.LearnFromEarlier(number, report, earliest, latest, now);
    }

    /// <summary>Gives back a call that was never sent.</summary>
    public RateLimitBudget GiveBack(long number, DateTimeOffset now) => MoveTo(now) is var next ? next with { Leases = next.End(number) } : next;

    /// <summary>Whether there is nothing left but what is left to others.</summary>
    public bool IsUsedUp(RateLimitTerms terms) => Limit > 0 && Left <= Reserve(terms);

    /// <summary>Learns from the response to the latest-sent call. Of those that were answered without a report only later ones are not counted in it.</summary>
    private RateLimitBudget Replace(long number, RateLimitReport report, DateTimeOffset earliest, DateTimeOffset latest, DateTimeOffset now)
    {
        var isSameWindow = ResetsAt > now && !IsGuess && earliest <= ResetsAt + s_tolerance && latest >= ResetsAt - s_tolerance;
        return this with
        {
            Limit = report.Limit,
            Remaining = report.Remaining,
            ResetsAt = isSameWindow ? Earlier(earliest, latest) : latest,
            Window = report.ResetsIn > Window ? report.ResetsIn : Window,
            IsGuess = false,
            KnownAt = Taken,
            Unreported = isSameWindow || Limit == 0 ? (int)Math.Min(Unreported, Math.Max(LatestUnreported - number, 0)) : 0,
        };
    }

    /// <summary>Learns from the response to a call that was sent before a window began that no response has reported yet.</summary>
    private RateLimitBudget LearnInGuess(long number, RateLimitReport report, DateTimeOffset earliest, DateTimeOffset latest)
    {
        // What ends before the middle of the guess is of the window before; a slow response may be of either, and then its call counts without a report.
        var middle = ResetsAt.AddClamped(-TimeSpan.FromTicks(Window.Ticks / 2));
        return latest < middle ? this
            : earliest < middle ? this with { Unreported = Unreported + 1, LatestUnreported = Math.Max(number, LatestUnreported) }
            : Lower(report, latest) with { Limit = report.Limit, IsGuess = false };
    }

    /// <summary>Learns from the response to a call that was sent before the present window was known: of another window, or one that lowers the remaining.</summary>
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
        Window = report.ResetsIn > Window ? report.ResetsIn : Window,
        KnownAt = report.Remaining < Remaining ? Taken : KnownAt,
    };

    /// <summary>Each report of a window names the latest time at which it can end, so the earliest of them is the best, but for one that is another end.</summary>
    private DateTimeOffset Earlier(DateTimeOffset earliest, DateTimeOffset latest) => latest < ResetsAt || earliest > ResetsAt + s_waver ? latest : ResetsAt;

    /// <summary>A number that nobody has been given ends nothing.</summary>
    private RateLimitLeases End(long number) => number > Taken ? Leases : Leases.End(number);

    /// <summary>The budget at a time: a clock that was set back takes all times along, so that nothing lasts longer than it was to last.</summary>
    private RateLimitBudget MoveTo(DateTimeOffset now)
    {
        if (now >= At)
        {
            return (this with { At = now }).EndLeases(now);
        }

        var back = now - At;
        var moved = this with
        {
            At = now,
            ResetsAt = ResetsAt.AddClamped(back),
            PausedUntil = PausedUntil.AddClamped(back),
            Leases = Leases with { EndsAt = Leases.EndsAt.AddClamped(back) },
        };
        return moved.EndLeases(now);
    }

    /// <summary>A call whose lease has ended may have been sent all the same: it stays off the window's count, but is under way no longer.</summary>
    private RateLimitBudget EndLeases(DateTimeOffset now)
    {
        var leases = Leases.Expire(now, out var ended);
        return ended == 0 ? this with { Leases = leases } : this with { Leases = leases, Unreported = Unreported + ended, LatestUnreported = Taken };
    }

    /// <summary>What is left to others. One call a window is always allowed, or a small limit would stop the client for good.</summary>
    private int Reserve(RateLimitTerms terms) => Math.Min(Math.Max(terms.Floor, Limit - (int)Math.Floor((Limit * terms.Share) + 1e-9)), Limit - 1);
}
