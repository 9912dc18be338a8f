namespace IdentitySdk.Directories;

/// <summary>Applying a plan, and looking whether it holds.</summary>
public static class DirectoryPlanExtensions
{
    /// <summary>Applies a plan, or goes on with it.</summary>
    /// <remarks>
    /// Each user is read just before it is written, and left alone if it has changed since the plan was made. No vendor has conditional writes: what
    /// somebody else writes between that read and the write is overwritten, and <see cref="VerifyAsync"/> shows the rest.
    /// </remarks>
    /// <param name="plan">The plan.</param>
    /// <param name="directory">The directory of the plan's tenant.</param>
    /// <param name="journal">A new journal, or the one of the run that was stopped or killed.</param>
    /// <param name="options">How.</param>
    /// <param name="progress">Receives the progress after every change; null for none.</param>
    /// <param name="cancellationToken">Stops the run. What has been sent is in the journal, and the next run with it goes on.</param>
    /// <returns>A result for each change.</returns>
    /// <exception cref="PlanBlockedException">The plan does more than the guard lets it, or touches a protected user. Nothing was written.</exception>
    /// <exception cref="InvalidOperationException">The plan is for another tenant.</exception>
    /// <exception cref="NotSupportedException">The directory lacks an action of the plan. Nothing was written.</exception>
    /// <exception cref="JournalException">The journal is of another plan, or could not be written; no change was sent without its line.</exception>
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

    /// <summary>Lists the directory again and says where it is not as the plan wants it.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="directory">The directory of the plan's tenant.</param>
    /// <param name="cancellationToken">Cancels the list.</param>
    /// <returns>Every difference; none if all changes hold.</returns>
    /// <exception cref="InvalidOperationException">The plan is for another tenant.</exception>
    /// <exception cref="DirectoryException">The list is not complete.</exception>
    public static Task<IReadOnlyList<PlanDifference>> VerifyAsync(
        this DirectoryPlan plan, IUserDirectory directory, CancellationToken cancellationToken = default) =>
        Verification.RunAsync(Arguments.NotNull(plan, nameof(plan)), Arguments.NotNull(directory, nameof(directory)), cancellationToken);

    /// <summary>A plan that takes back what a journal says was done, last change first. It has a guard like any other.</summary>
    /// <param name="journal">The journal of a run that came to its end.</param>
    /// <param name="directory">The directory of the journal's tenant; it is listed, and nothing is written.</param>
    /// <param name="options">How.</param>
    /// <param name="cancellationToken">Cancels the list.</param>
    /// <returns>The plan; <see cref="DirectoryPlan.Skipped"/> lists what cannot be undone and who has changed since.</returns>
    /// <exception cref="JournalException">The journal has no end: it was cut, or the run was killed and has to go on first.</exception>
    /// <exception cref="PlanBlockedException">The undoing does more than the guard lets it.</exception>
    public static Task<DirectoryPlan> CreateUndoPlanAsync(
        this ChangeJournal journal, IUserDirectory directory, UndoOptions? options = null, CancellationToken cancellationToken = default) =>
        UndoBuilder.BuildAsync(
            Arguments.NotNull(journal, nameof(journal)), Arguments.NotNull(directory, nameof(directory)), options ?? new UndoOptions(), cancellationToken);
}
