namespace IdentitySdk.Directories;

/// <summary>Applies, verifies and undoes plans.</summary>
public static class DirectoryPlanExtensions
{
    /// <summary>Applies a plan, or continues an earlier run of it.</summary>
    /// <remarks>
    /// Each user is read just before the write, and not written if it has changed since the plan was created. No vendor supports conditional writes, so a
    /// concurrent write between that read and this write can be overwritten. <see cref="VerifyAsync"/> reports the remaining differences.
    /// </remarks>
    /// <param name="plan">The plan.</param>
    /// <param name="directory">The directory of the plan's tenant.</param>
    /// <param name="journal">A new journal, or the journal of an interrupted run of this plan.</param>
    /// <param name="options">The options; null for the defaults.</param>
    /// <param name="progress">Receives the progress after every change; null for none.</param>
    /// <param name="cancellationToken">Stops the run. The journal contains what has been sent, and the next run with it continues.</param>
    /// <returns>A result for each change.</returns>
    /// <exception cref="PlanBlockedException">The plan exceeds the guard's limits or changes a protected user. Nothing was written.</exception>
    /// <exception cref="InvalidOperationException">The plan is for another tenant.</exception>
    /// <exception cref="NotSupportedException">The directory does not support an action of the plan. Nothing was written.</exception>
    /// <exception cref="JournalException">The journal belongs to another plan or could not be written. No change is sent without its line.</exception>
    public static Task<ApplyResult> ApplyAsync(
        this DirectoryPlan plan,
        IUserDirectory directory,
        ChangeJournal journal,
        ApplyOptions? options = null,
        IProgress<ApplyProgress>? progress = null,
        CancellationToken cancellationToken = default) => PlanRun.RunAsync(
            Arguments.NotNull(plan, nameof(plan)),
            Arguments.NotNull(directory, nameof(directory)),
            Arguments.NotNull(journal, nameof(journal)),
            options ?? new ApplyOptions(),
            progress,
            cancellationToken);

    /// <summary>Lists the directory again and returns the differences from the plan.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="directory">The directory of the plan's tenant.</param>
    /// <param name="cancellationToken">Cancels the list.</param>
    /// <returns>The differences; empty if the directory is as planned.</returns>
    /// <exception cref="InvalidOperationException">The plan is for another tenant.</exception>
    /// <exception cref="DirectoryException">The list is incomplete.</exception>
    public static Task<IReadOnlyList<PlanDifference>> VerifyAsync(
        this DirectoryPlan plan, IUserDirectory directory, CancellationToken cancellationToken = default) =>
        Verification.RunAsync(Arguments.NotNull(plan, nameof(plan)), Arguments.NotNull(directory, nameof(directory)), cancellationToken);

    /// <summary>Creates a plan that reverts the applied changes of a journal, last change first. It has a guard like any other plan.</summary>
    /// <param name="journal">The journal of a run that has ended.</param>
    /// <param name="directory">The directory of the journal's tenant. It is only listed.</param>
    /// <param name="options">The options; null for the defaults.</param>
    /// <param name="cancellationToken">Cancels the list.</param>
    /// <returns>The plan; <see cref="DirectoryPlan.Skipped"/> lists the users whose changes cannot be undone and those who have changed since.</returns>
    /// <exception cref="JournalException">The journal has no end line: it was truncated, or the run was interrupted and has to be completed first.</exception>
    /// <exception cref="PlanBlockedException">The plan exceeds the guard's limits.</exception>
    public static Task<DirectoryPlan> CreateUndoPlanAsync(
        this ChangeJournal journal, IUserDirectory directory, UndoOptions? options = null, CancellationToken cancellationToken = default) =>
        UndoBuilder.BuildAsync(
            Arguments.NotNull(journal, nameof(journal)), Arguments.NotNull(directory, nameof(directory)), options ?? new UndoOptions(), cancellationToken);
}
