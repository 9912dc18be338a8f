namespace IdentitySdk.Benchmarks.Report;

/// <summary>The lower quartile of values.</summary>
internal static class LowerQuartile
{
    public static double Of(IReadOnlyCollection<double> values) => values.Order().ElementAt((values.Count - 1) / 4);
}
