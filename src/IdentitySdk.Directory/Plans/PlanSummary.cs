namespace IdentitySdk.Directories;

/// <summary>What a plan does, in numbers.</summary>
public sealed class PlanSummary
{
    private readonly Dictionary<ChangeKind, int> _changes;
    private readonly Dictionary<SkipReason, int> _skipped;

    internal PlanSummary(DirectoryPlan plan) => (_changes, _skipped) = (
        plan.Changes.GroupBy(change => change.Kind).ToDictionary(group => group.Key, group => group.Count()),
        plan.Skipped.GroupBy(user => user.Reason).ToDictionary(group => group.Key, group => group.Count()));

    /// <summary>The number of changes.</summary>
    public int Total => _changes.Values.Sum();

    /// <summary>The number of changes of a kind.</summary>
    public int this[ChangeKind kind] => _changes.TryGetValue(kind, out var count) ? count : 0;

    /// <summary>The number of people who are left as they are for a reason.</summary>
    public int this[SkipReason reason] => _skipped.TryGetValue(reason, out var count) ? count : 0;

    /// <summary>One line without personal data.</summary>
    public override string ToString() => _changes.Count + _skipped.Count == 0
        ? "nothing to do"
        : string.Join(", ", _changes.OrderBy(count => count.Key).Select(count => $"{count.Key} {count.Value}")
            .Concat(_skipped.OrderBy(count => count.Key).Select(count => $"left: {count.Key} {count.Value}")));
}
