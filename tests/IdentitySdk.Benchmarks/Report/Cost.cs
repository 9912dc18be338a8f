namespace IdentitySdk.Benchmarks.Report;

/// <summary>What one operation costs.</summary>
/// <param name="Times">Nanoseconds, once for each round.</param>
/// <param name="Bytes">Allocated bytes.</param>
internal sealed record Cost(double[] Times, double Bytes)
{
    public double Time => Median.Of(Times);

    /// <summary>How many times the other's time: the median over the rounds, each round by itself.</summary>
    public double TimeOver(Cost limit) => Median.Of(Times.Zip(limit.Times, (mine, other) => mine / other));

    public double BytesOver(Cost limit) => Bytes / limit.Bytes;
}
