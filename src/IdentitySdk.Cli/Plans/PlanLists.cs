using IdentitySdk.Cli.Hosting;
using IdentitySdk.Cli.Output;
using IdentitySdk.Directories;

namespace IdentitySdk.Cli.Plans;

/// <summary>Writes lists of changes, and summarizes them in one line.</summary>
internal static class PlanLists
{
    private const int MaxNamed = 5;

    public static Task WriteAsync(OutputSettings settings, CliContext context, IEnumerable<OutputRecord> records, IReadOnlyList<string> columns) =>
        RecordOutput.WriteListAsync(settings, context, records, columns, PlanRecords.Widths);

    /// <summary>The number of changes by kind, and of the users that the plan does not change.</summary>
    public static string Summary(DirectoryPlan plan) =>
        $"{(plan.Changes.Count == 0 ? "nothing to change" : plan.Summary)}; "
        + $"{plan.Figures.LosingAccess} lose access; {plan.Skipped.Count} skipped; {plan.Figures.Matched} of {plan.Figures.InScope} users matched.";

    /// <summary>A warning with the deleted users; empty if there are none.</summary>
    public static string Deletions(DirectoryPlan plan)
    {
        var keys = plan.Changes.Where(static change => change.Kind == ChangeKind.Delete).Select(static change => change.Key).ToList();
        return keys.Count == 0 ? "" : $" Deleted permanently: {First(keys, ", ")}.";
    }

    /// <summary>Joins the first texts, with the number of those that are left out.</summary>
    public static string First(IReadOnlyList<string> texts, string separator) =>
        string.Join(separator, texts.Take(MaxNamed)) + (texts.Count > MaxNamed ? $" and {texts.Count - MaxNamed} more" : "");
}
