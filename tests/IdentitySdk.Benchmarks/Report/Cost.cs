namespace IdentitySdk.Benchmarks.Report;

/// <summary>The cost of one operation.</summary>
/// <param name="Times">Nanoseconds, once for each round.</param>
/// <param name="Bytes">Allocated bytes.</param>
internal sealed record Cost(double[] Times, double Bytes)
{
    /// <summary>The time of the least disturbed rounds: other work on the machine only makes code slower.</summary>
    public double Time => LowerQuartile.Of(Times);

    public double TimeOver(Cost limit) => Time / limit.Time;

    public double BytesOver(Cost limit) => Bytes / limit.Bytes;
}
