namespace IdentitySdk.Directories;

/// <summary>A source of people is invalid. A plan is never created from a part of a source.</summary>
public sealed class SourceException : FormatException
{
    internal SourceException(IReadOnlyList<string> problems, Exception? innerException = null)
        : base($"The source has {problems.Count} problems. First problem: {problems[0]}", innerException) => Problems = problems;

    /// <summary>All problems, with line numbers and without values.</summary>
    public IReadOnlyList<string> Problems { get; }
}
