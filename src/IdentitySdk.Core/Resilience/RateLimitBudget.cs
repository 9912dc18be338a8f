using System.Globalization;

namespace IdentitySdk.Core;

/// <summary>The calls one bucket has left. Pure: each step takes the time and gives a new budget.</summary>
/// <param name="Limit">Calls allowed in the window; 0 while nobody has told.</param>
/// <param name="Left">Calls left in the window, as far as anyone here knows.</param>
/// <param name="ResetsAt">When the window ends.</param>
/// <param name="Window">The longest window seen, as a guess for the next.</param>
/// <param name="IsGuess">Whether the window is one that no response has told of yet.</param>
/// <param name="PausedUntil">Until when a refusal asked everyone to stay away.</param>
internal readonly record struct RateLimitBudget(int Limit, int Left, DateTimeOffset ResetsAt, TimeSpan Window, bool IsGuess, DateTimeOffset PausedUntil)
{
    /// <summary>Vendors tell whole seconds, so the end of one window wavers by about one.</summary>
    private static readonly TimeSpan s_tolerance = TimeSpan.FromSeconds(2);

    /// <summary>Takes one call out of the budget.</summary>
    /// <param name="share">The part of the limit that may be used, from 0 to 1.</param>
    /// <param name="floor">How many calls are never used.</param>
    /// <param name="inFlight">Calls sent and not yet answered.</param>
    /// <param name="now">The time.</param>
    /// <returns>The budget after it, and zero when the call may be sent; otherwise how long to wait before asking again.</returns>
    public (RateLimitBudget Budget, TimeSpan Wait) Take(double share, int floor, int inFlight, DateTimeOffset now)
    {
        if (PausedUntil > now)
        {
            return (this, PausedUntil - now);
        }

        if (Limit == 0)
        {
            return (this, TimeSpan.Zero);
        }

        // After a reset nobody may send more than the known limit either, though no response has told of the new window yet.
        var current = ResetsAt > now ? this : this with { Left = Limit - inFlight, ResetsAt = now + Window, IsGuess = true };
        return current.Left > current.Reserve(share, floor)
            ? (current with { Left = current.Left - 1 }, TimeSpan.Zero)
            : (current, current.ResetsAt - now);
    }

    /// <summary>Learns from a response.</summary>
    /// <param name="told">The limit that it told; null when it told none. A limit of 0 is Okta's concurrency limit and no budget.</param>
    /// <param name="refusedFor">How long a refusal asked to wait; null when it did not, or the call was not refused.</param>
    /// <param name="inFlight">Other calls sent and not yet answered; the response may not count them.</param>
    /// <param name="now">The time.</param>
    public RateLimitBudget Learn(RateLimit? told, TimeSpan? refusedFor, int inFlight, DateTimeOffset now)
    {
        var next = refusedFor is { } pause && now + pause > PausedUntil ? this with { PausedUntil = now + pause } : this;

        // An answer that was long on its way may speak of a window that is over.
        if (told is not { Limit: > 0 } rateLimit || rateLimit.ResetsAt <= now)
        {
            return next;
        }

        var left = rateLimit.Remaining - inFlight;
        var isKnownWindow = ResetsAt > now && (IsGuess || rateLimit.ResetsAt <= ResetsAt + s_tolerance);
        var rest = rateLimit.ResetsAt - now;
        return next with
        {
            Limit = rateLimit.Limit,
            Left = isKnownWindow ? Math.Min(Left, left) : left,
            ResetsAt = rateLimit.ResetsAt,
            Window = rest > Window ? rest : Window,
            IsGuess = false,
        };
    }

    /// <summary>How long a store has to keep the budget.</summary>
    public TimeSpan Lifetime(DateTimeOffset now) =>
        TimeSpan.FromTicks(Math.Max(Math.Max((ResetsAt - now).Ticks, (PausedUntil - now).Ticks), 0)) + TimeSpan.FromHours(1);

    public override string ToString() => string.Join(
        " ",
        "1",
        Limit.ToString(CultureInfo.InvariantCulture),
        Left.ToString(CultureInfo.InvariantCulture),
        ResetsAt.UtcTicks.ToString(CultureInfo.InvariantCulture),
        Window.Ticks.ToString(CultureInfo.InvariantCulture),
        IsGuess ? "1" : "0",
        PausedUntil.UtcTicks.ToString(CultureInfo.InvariantCulture));

    /// <summary>The budget in a store's text; an empty one when there is no text, or none of this version.</summary>
    public static RateLimitBudget Parse(string? text)
    {
        var parts = text?.Split(' ') ?? [];
        var numbers = new long[parts.Length];
        for (var index = 0; index < parts.Length; index++)
        {
            if (!long.TryParse(parts[index], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out numbers[index]))
            {
                return default;
            }
        }

        return numbers is [1, >= 0 and <= int.MaxValue, >= int.MinValue and <= int.MaxValue, _, >= 0, _, _] && IsTime(numbers[3]) && IsTime(numbers[6]) && IsTime(numbers[4])
            ? new RateLimitBudget((int)numbers[1], (int)numbers[2], new(numbers[3], TimeSpan.Zero), new(numbers[4]), numbers[5] == 1, new(numbers[6], TimeSpan.Zero))
            : default;
    }

    /// <summary>What is left to others. One call a window is always allowed, or a small limit would stop the client for good.</summary>
    private int Reserve(double share, int floor) => Math.Min(Math.Max(floor, Limit - (int)Math.Floor((Limit * share) + 1e-9)), Limit - 1);

    private static bool IsTime(long ticks) => ticks >= 0 && ticks <= DateTimeOffset.MaxValue.Ticks;
}
