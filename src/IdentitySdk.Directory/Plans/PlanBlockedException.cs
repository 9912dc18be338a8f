using System.Globalization;

namespace IdentitySdk.Directories;

/// <summary>A plan exceeds the limits of its guard. Nothing was written.</summary>
public sealed class PlanBlockedException : InvalidOperationException
{
    internal PlanBlockedException(DirectoryPlan plan, IReadOnlyList<PlanBlockReason> reasons)
        : base($"The plan needs approval: {string.Join("; ", reasons.Select(Line))}.") => (Plan, Reasons) = (plan, reasons);

    /// <summary>The plan, for review.</summary>
    public DirectoryPlan Plan { get; }

    /// <summary>One or more reasons.</summary>
    public IReadOnlyList<PlanBlockReason> Reasons { get; }

    /// <summary>The numbers that the guard checked.</summary>
    public PlanFigures Figures => Plan.Figures;

    private static string Line(PlanBlockReason reason) => reason switch
    {
        { Kind: PlanBlockKind.LosingAccess, AgreeTo: { } count } => Approve(reason, nameof(PlanGuard.AllowLosingAccess), count),
        { Kind: PlanBlockKind.Matched, AgreeTo: { } count } => Approve(reason, nameof(PlanGuard.ExpectMatched), count),
        _ => reason.Text,
    };

    private static string Approve(PlanBlockReason reason, string method, int count) =>
        string.Format(CultureInfo.InvariantCulture, "{0} (to approve: {1}(exactly: {2}))", reason.Text, method, count);
}
