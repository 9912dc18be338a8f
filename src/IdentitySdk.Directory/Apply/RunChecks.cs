namespace IdentitySdk.Directories;

/// <summary>What must hold before anything is written.</summary>
internal static class RunChecks
{
    public static ProtectedUsers Require(DirectoryPlan plan, IUserDirectory directory, ChangeJournal journal, ApplyOptions options)
    {
        if (plan.Tenant != directory.Tenant)
        {
            throw new InvalidOperationException($"The plan is for {plan.Tenant}, and the directory is {directory.Tenant}.");
        }

        if (journal.PlanDigest is { } digest && digest != plan.Digest)
        {
            throw new JournalException("The journal is of another plan: each plan has a journal of its own.");
        }

        plan.ThrowIfBlocked(options.Guard);
        foreach (var action in plan.Changes.Select(change => change.Action).OfType<UserAction>().Distinct())
        {
            directory.Capabilities.Require(action);
        }

        var guarded = new ProtectedUsers(plan.Protected.Concat(options.Protected), plan.Match);
        return plan.Changes.FirstOrDefault(guarded.Contains) is { } change
            ? throw new PlanBlockedException(plan, [new PlanBlockReason(PlanBlockKind.ProtectedUser, $"change {change.Number} is of a protected user")])
            : guarded;
    }
}
