namespace IdentitySdk.Directories;

/// <summary>A source of people is not what it should be. A plan is never made from a part of it.</summary>
public sealed class SourceException : FormatException
{
    internal SourceException(IReadOnlyList<string> problems, Exception? innerException = null)
        : base($"The source has {problems.Count} problems; the first: {problems[0]}", innerException) => Problems = problems;

    /// <summary>Every problem, with the number of its line, and without values.</summary>
    public IReadOnlyList<string> Problems { get; }
}
