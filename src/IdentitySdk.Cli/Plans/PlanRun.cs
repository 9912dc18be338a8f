using IdentitySdk.Directories;

namespace IdentitySdk.Cli.Plans;

/// <summary>A plan to apply, and its files.</summary>
/// <param name="Plan">The plan.</param>
/// <param name="JournalPath">The file of the journal.</param>
/// <param name="SavePath">The file to save the plan in before it is applied; null for a plan that is saved already.</param>
internal sealed record PlanRun(DirectoryPlan Plan, string JournalPath, string? SavePath)
{
    /// <summary>Reads the plan of an interrupted run, which has a journal; otherwise creates a new plan.</summary>
    public static async Task<PlanRun> ResumeOrCreateAsync(
        string path, IUserDirectory directory, Func<Task<DirectoryPlan>> createAsync, CancellationToken cancellationToken)
    {
        var journal = PlanFile.JournalOf(path);
        return File.Exists(path) && File.Exists(journal)
            ? new PlanRun(await PlanFile.ReadAsync(path, directory, cancellationToken), journal, SavePath: null)
            : new PlanRun(await createAsync(), journal, path);
    }
}
