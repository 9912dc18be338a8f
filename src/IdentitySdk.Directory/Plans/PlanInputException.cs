namespace IdentitySdk.Directories;

/// <summary>People and users cannot be matched because keys are missing or duplicate. Nothing was written.</summary>
public sealed class PlanInputException : InvalidOperationException
{
    internal PlanInputException(IReadOnlyList<string> problems)
        : base($"People and users cannot be matched: {problems.Count} keys are missing or duplicate. The Problems property lists them.") => Problems = problems;

    /// <summary>One sentence for each problem. They contain keys, which are personal data.</summary>
    public IReadOnlyList<string> Problems { get; }
}
