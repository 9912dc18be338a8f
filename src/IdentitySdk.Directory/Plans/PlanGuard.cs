using System.Globalization;

namespace IdentitySdk.Directories;

/// <summary>The limits above which a plan needs approval. Immutable.</summary>
/// <remarks>
/// Only users in scope who are not deactivated count. An empty source and an incomplete list always block a plan.
/// </remarks>
public sealed record PlanGuard
{
    /// <summary>The maximum number of people who lose access. Default 25.</summary>
    public int MaxLosingAccess { get; init => field = Arguments.AtLeast(0, value, nameof(value)); } = 25;

    /// <summary>The maximum share of the users in scope who lose access, 0 to 1. One person is always allowed. Default 0.05.</summary>
    public double MaxShareLosingAccess { get; init => field = Share(value); } = 0.05;

    /// <summary>The minimum share of the users in scope who must be in the source, 0 to 1. Default 0.9.</summary>
    public double MinShareMatched { get; init => field = Share(value); } = 0.9;

    /// <summary>The number that <see cref="AllowLosingAccess"/> approves; null for none.</summary>
    public int? AllowedLosingAccess { get; internal init; }

    /// <summary>The number that <see cref="ExpectMatched"/> approves; null for none.</summary>
    public int? ExpectedMatched { get; internal init; }

    /// <summary>Approves that exactly this number of people lose access. For any other number, the limits apply.</summary>
    public PlanGuard AllowLosingAccess(int exactly) => this with { AllowedLosingAccess = Arguments.AtLeast(0, exactly, nameof(exactly)) };

    /// <summary>Approves that exactly this number of users in scope are in the source, as in a first run. For any other number, the limit applies.</summary>
    public PlanGuard ExpectMatched(int exactly) => this with { ExpectedMatched = Arguments.AtLeast(0, exactly, nameof(exactly)) };

    /// <summary>Gets the reasons why a plan with these figures needs approval; empty if it does not.</summary>
    public IReadOnlyList<PlanBlockReason> Check(PlanFigures figures)
    {
        Arguments.NotNull(figures, nameof(figures));
        List<PlanBlockReason> reasons = [];
        if (figures.People == 0)
        {
            reasons.Add(new PlanBlockReason(PlanBlockKind.EmptySource, "the source is empty"));
        }

        var limit = Math.Min(MaxLosingAccess, Math.Max(1, (int)Math.Floor(figures.InScope * MaxShareLosingAccess)));
        if (figures.LosingAccess > limit && figures.LosingAccess != AllowedLosingAccess)
        {
            var text = string.Format(
                CultureInfo.InvariantCulture, "{0} people would lose access, but at most {1} of {2} may", figures.LosingAccess, limit, figures.InScope);
            reasons.Add(new PlanBlockReason(PlanBlockKind.LosingAccess, text, figures.LosingAccess));
        }

        if (figures.People is not null && figures.Matched < figures.InScope * MinShareMatched && figures.Matched != ExpectedMatched)
        {
            var text = string.Format(
                CultureInfo.InvariantCulture,
                "{0} of {1} users in scope are in the source, but {2:P0} must be",
                figures.Matched,
                figures.InScope,
                MinShareMatched);
            reasons.Add(new PlanBlockReason(PlanBlockKind.Matched, text, figures.Matched));
        }

        return reasons;
    }

    private static double Share(double value) =>
        value is >= 0 and <= 1 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "A share is between 0 and 1.");
}
