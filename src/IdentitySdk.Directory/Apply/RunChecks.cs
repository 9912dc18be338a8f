namespace IdentitySdk.Directories;

/// <summary>Checks a run before anything is written.</summary>
internal static class RunChecks
{
    public static ProtectedUsers Require(DirectoryPlan plan, IUserDirectory directory, ChangeJournal journal, ApplyOptions options)
    {
        Arguments.SameTenant("plan", plan.Tenant, directory);
        if (journal.PlanDigest is { } digest && digest != plan.Digest)
        {
            throw new JournalException("The journal belongs to another plan: use a separate journal for each plan.");
        }

        plan.ThrowIfBlocked(options.Guard);
        foreach (var action in plan.Changes.Select(change => change.Action).OfType<UserAction>().Distinct())
        {
            directory.Capabilities.Require(action);
        }

        var protectedUsers = new ProtectedUsers(plan.Protected.Concat(options.Protected), plan.Match);
        return plan.Changes.FirstOrDefault(protectedUsers.Contains) is { } change
            ? throw new PlanBlockedException(plan, [new PlanBlockReason(PlanBlockKind.ProtectedUser, $"change {change.Number} is of a protected user")])
            : protectedUsers;
    }
}
