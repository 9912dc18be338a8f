namespace IdentitySdk.Directories;

/// <summary>Compares a directory with the end state of a plan.</summary>
internal static class Verification
{
    public static async Task<IReadOnlyList<PlanDifference>> RunAsync(DirectoryPlan plan, IUserDirectory directory, CancellationToken cancellationToken)
    {
        Arguments.SameTenant("plan", plan.Tenant, directory);
        var ids = plan.Changes.Where(change => change.UserId is not null).ToLookup(change => change.UserId!);
        var keys = plan.Changes.Where(change => change.UserId is null).ToLookup(change => KeyText.Of(change.Key));
        var differences = new List<PlanDifference>();
        var seen = new HashSet<int>();
        await foreach (var user in directory.ListAsync(cancellationToken).ConfigureAwait(false))
        {
            foreach (var change in ids[user.Id].Concat(keys[KeyText.Of(user.Values[plan.Match.Of])]))
            {
                seen.Add(change.Number);
                differences.AddRange(Compare(change, user, directory.Capabilities));
            }
        }

        differences.AddRange(plan.Changes.Where(change => change.Kind != ChangeKind.Delete && !seen.Contains(change.Number))
            .Select(change => new PlanDifference(change, "account", "there", "missing")));
        return [.. differences.OrderBy(difference => difference.Change.Number)];
    }

    private static IEnumerable<PlanDifference> Compare(PlannedChange change, DirectoryUser user, DirectoryCapabilities capabilities)
    {
        if (change.Kind == ChangeKind.Delete)
        {
            yield return new(change, "account", "gone", "there");
        }
        else if (change.Action is { } action && capabilities.Find(action) is { } definition && !definition.To.Contains(user.State))
        {
            yield return new(change, "state", string.Join(" or ", definition.To), user.NativeStatus);
        }

        foreach (var item in change.After.Where(item => !DriftCheck.Has(user, new UserValues([item]))))
        {
            yield return new(change, item.Key.Name, item.Value, user.Values[item.Key]);
        }
    }
}
