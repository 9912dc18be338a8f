namespace IdentitySdk.Directories;

/// <summary>Keys are missing or occur twice, so that people and users cannot be matched. Nothing was written.</summary>
public sealed class PlanInputException : InvalidOperationException
{
    internal PlanInputException(IReadOnlyList<string> problems)
        : base($"People and users cannot be matched: {problems.Count} problems with keys. Problems lists all of them.") => Problems = problems;

    /// <summary>Every problem, one sentence each. They contain keys, which are personal data.</summary>
    public IReadOnlyList<string> Problems { get; }
}
