using System.Globalization;

namespace IdentitySdk.Directories;

/// <summary>How much a plan may do before a person has to agree. Immutable.</summary>
/// <remarks>
/// The counts are of users in scope whose accounts are in use, that is not deactivated. An empty source, and a list that was not complete, always stop.
/// </remarks>
public sealed record PlanGuard
{
    /// <summary>The largest number of people who lose access. Default 25.</summary>
    public int MaxLosingAccess { get; init => field = Arguments.AtLeast(0, value, nameof(value)); } = 25;

    /// <summary>The largest share of the users in scope who lose access, 0 to 1; one person always may. Default 0.05.</summary>
    public double MaxShareLosingAccess { get; init => field = Share(value); } = 0.05;

    /// <summary>The smallest share of the users in scope who have to be in the source, 0 to 1. Default 0.9.</summary>
    public double MinShareMatched { get; init => field = Share(value); } = 0.9;

    /// <summary>The number that <see cref="AllowLosingAccess"/> has named; null for none.</summary>
    public int? AllowedLosingAccess { get; private init; }

    /// <summary>The number that <see cref="ExpectMatched"/> has named; null for none.</summary>
    public int? ExpectedMatched { get; private init; }

    /// <summary>Agrees that exactly this many people lose access; with any other number the limits hold as before.</summary>
    public PlanGuard AllowLosingAccess(int exactly) => this with { AllowedLosingAccess = Arguments.AtLeast(0, exactly, nameof(exactly)) };

    /// <summary>Agrees that exactly this many users in scope are in the source, as in a first run; with any other number the limit holds as before.</summary>
    public PlanGuard ExpectMatched(int exactly) => this with { ExpectedMatched = Arguments.AtLeast(0, exactly, nameof(exactly)) };

    /// <summary>The reasons why these figures need a person's agreement; none if they do not.</summary>
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
                CultureInfo.InvariantCulture, "{0} people would lose access, and at most {1} of {2} may", figures.LosingAccess, limit, figures.InScope);
            reasons.Add(new PlanBlockReason(PlanBlockKind.LosingAccess, text, figures.LosingAccess));
        }

        if (figures.People is not null && figures.Matched < figures.InScope * MinShareMatched && figures.Matched != ExpectedMatched)
        {
            var text = string.Format(
                CultureInfo.InvariantCulture, "{0} of {1} users in scope are in the source, and {2:P0} have to be", figures.Matched, figures.InScope, MinShareMatched);
            reasons.Add(new PlanBlockReason(PlanBlockKind.Matched, text, figures.Matched));
        }

        return reasons;
    }

    private static double Share(double value) =>
        value is >= 0 and <= 1 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "A share is between 0 and 1.");
}
