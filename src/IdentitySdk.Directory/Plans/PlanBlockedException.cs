using System.Globalization;

namespace IdentitySdk.Directories;

/// <summary>A plan does more than its guard lets it. Nothing was written.</summary>
public sealed class PlanBlockedException : InvalidOperationException
{
    internal PlanBlockedException(DirectoryPlan plan, IReadOnlyList<PlanBlockReason> reasons)
        : base($"The plan needs a person's agreement: {string.Join("; ", reasons.Select(Line))}.") => (Plan, Reasons) = (plan, reasons);

    /// <summary>The plan, to be looked at.</summary>
    public DirectoryPlan Plan { get; }

    /// <summary>Why, one or more.</summary>
    public IReadOnlyList<PlanBlockReason> Reasons { get; }

    /// <summary>The numbers.</summary>
    public PlanFigures Figures => Plan.Figures;

    private static string Line(PlanBlockReason reason) => reason switch
    {
        { Kind: PlanBlockKind.LosingAccess, AgreeTo: { } count } => Agree(reason, nameof(PlanGuard.AllowLosingAccess), count),
        { Kind: PlanBlockKind.Matched, AgreeTo: { } count } => Agree(reason, nameof(PlanGuard.ExpectMatched), count),
        _ => reason.Text,
    };

    private static string Agree(PlanBlockReason reason, string method, int count) =>
        string.Format(CultureInfo.InvariantCulture, "{0} (to agree: {1}(exactly: {2}))", reason.Text, method, count);
}
