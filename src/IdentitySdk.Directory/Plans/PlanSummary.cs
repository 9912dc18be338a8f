namespace IdentitySdk.Directories;

/// <summary>The numbers of changes and skipped users of a plan.</summary>
public sealed class PlanSummary
{
    private readonly DirectoryPlan _plan;

    internal PlanSummary(DirectoryPlan plan) => _plan = plan;

    /// <summary>The number of changes.</summary>
    public int Total => _plan.Changes.Count;

    /// <summary>The number of changes of a kind.</summary>
    public int this[ChangeKind kind] => _plan.Changes.Count(change => change.Kind == kind);

    /// <summary>The number of skipped users with a reason.</summary>
    public int this[SkipReason reason] => _plan.Skipped.Count(user => user.Reason == reason);

    /// <summary>Returns one line without personal data.</summary>
    public override string ToString()
    {
        var changes = _plan.Changes.GroupBy(change => change.Kind).OrderBy(group => group.Key).Select(group => $"{group.Key} {group.Count()}");
        var skipped = _plan.Skipped.GroupBy(user => user.Reason).OrderBy(group => group.Key).Select(group => $"skipped: {group.Key} {group.Count()}");
        return string.Join(", ", changes.Concat(skipped)) is { Length: > 0 } text ? text : "nothing to do";
    }
}
