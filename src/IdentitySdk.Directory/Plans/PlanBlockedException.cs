namespace IdentitySdk.Directories;

/// <summary>A plan does more than its guard lets it. Nothing was written.</summary>
public sealed class PlanBlockedException : InvalidOperationException
{
    internal PlanBlockedException(DirectoryPlan plan, IReadOnlyList<string> reasons)
        : base($"The plan needs a person's agreement: {string.Join("; ", reasons)}.") => (Plan, Reasons) = (plan, reasons);

    /// <summary>The plan, to be looked at.</summary>
    public DirectoryPlan Plan { get; }

    /// <summary>Why: one sentence each, with the numbers and without personal data.</summary>
    public IReadOnlyList<string> Reasons { get; }

    /// <summary>The numbers.</summary>
    public PlanFigures Figures => Plan.Figures;
}
