namespace IdentitySdk.Directories;

/// <summary>The progress of a run.</summary>
/// <param name="Total">The number of changes.</param>
/// <param name="Done">The number of changes with an outcome, including those of earlier runs.</param>
/// <param name="Waiting">The number of changes that wait for consistency or a rate limit.</param>
/// <param name="Elapsed">The time since the start of the run.</param>
/// <param name="PerSecond">The changes per second of this run.</param>
public sealed record ApplyProgress(int Total, int Done, int Waiting, TimeSpan Elapsed, double PerSecond)
{
    /// <summary>The number of changes without an outcome.</summary>
    public int Left => Total - Done;
}
