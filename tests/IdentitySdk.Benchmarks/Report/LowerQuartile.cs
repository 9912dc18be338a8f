namespace IdentitySdk.Benchmarks.Report;

/// <summary>The value below which a quarter lies.</summary>
internal static class LowerQuartile
{
    public static double Of(IReadOnlyCollection<double> values) => values.Order().ElementAt((values.Count - 1) / 4);
}
