namespace IdentitySdk.Directories;

/// <summary>The result of applying a plan.</summary>
public sealed class ApplyResult
{
    internal ApplyResult(IReadOnlyList<ChangeResult> results, string? stopped) => (Results, Stopped) = (results, stopped);

    /// <summary>The result of each change, in the order of the plan.</summary>
    public IReadOnlyList<ChangeResult> Results { get; }

    /// <summary>Why the run stopped early; null if it did not.</summary>
    public string? Stopped { get; }

    /// <summary>Whether the outcome of every change is known, so that another run with the journal has nothing to do.</summary>
    public bool IsComplete => Results.All(result => result.Outcome is not (ChangeOutcome.NotAttempted or ChangeOutcome.Unknown));

    /// <summary>The number of changes with the given outcome.</summary>
    public int this[ChangeOutcome outcome] => Results.Count(result => result.Outcome == outcome);

    /// <summary>Returns one line without personal data.</summary>
    public override string ToString() => Results.Count == 0
        ? "nothing to do"
        : string.Join(", ", Results.GroupBy(result => result.Outcome).OrderBy(group => group.Key).Select(group => $"{group.Key} {group.Count()}"));
}
