using IdentitySdk.Cli.Hosting;
using IdentitySdk.Cli.Output;
using IdentitySdk.Directories;

namespace IdentitySdk.Cli.Plans;

/// <summary>Lists of changes on the output, and what is said of them in one line.</summary>
internal static class PlanLists
{
    /// <summary>How many problems of a source are named.</summary>
    public const int Most = 5;

    public static async Task WriteAsync(OutputSettings settings, CliContext context, IEnumerable<OutputRecord> records, IReadOnlyList<string> columns)
    {
        var isRows = settings.Format is OutputFormat.Table or OutputFormat.Csv or OutputFormat.Tsv;
        using var output = RecordOutput.ForList(settings, context, isRows ? columns : null, PlanRecords.Widths);
        foreach (var record in records)
        {
            output.Write(record);
        }

        await output.EndAsync();
    }

    /// <summary>What a plan does, in numbers.</summary>
    public static string Summary(DirectoryPlan plan) =>
        $"{(plan.Changes.Count == 0 ? "nothing to change" : plan.Summary)}; "
        + $"{plan.Figures.LosingAccess} lose access; {plan.Skipped.Count} left as they are; {plan.Figures.Matched} of {plan.Figures.InScope} users matched.";

    /// <summary>Whose accounts are removed, and what that means; empty if nobody's are.</summary>
    public static string Deletions(DirectoryPlan plan)
    {
        var keys = plan.Changes.Where(static change => change.Kind == ChangeKind.Delete).Select(static change => change.Key).ToList();
        return keys.Count == 0 ? ""
            : $" Removed for good, and nothing brings them back: {string.Join(", ", keys.Take(Most))}{(keys.Count > Most ? $" and {keys.Count - Most} more" : "")}.";
    }

    /// <summary>How many problems are not named.</summary>
    public static string Rest(int count) => count > Most ? $" And {count - Most} more." : "";
}
