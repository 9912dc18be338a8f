namespace IdentitySdk.Directories;

/// <summary>How far a run is.</summary>
/// <param name="Total">The number of changes.</param>
/// <param name="Done">How many have an outcome, those of earlier runs too.</param>
/// <param name="Waiting">How many wait at the moment until something can be seen.</param>
/// <param name="Elapsed">How long the run has taken.</param>
/// <param name="PerSecond">Changes of this run in a second.</param>
public sealed record ApplyProgress(int Total, int Done, int Waiting, TimeSpan Elapsed, double PerSecond)
{
    /// <summary>How many are left.</summary>
    public int Left => Total - Done;
}
