namespace IdentitySdk.Benchmarks.Report;

/// <summary>What one operation costs.</summary>
/// <param name="Times">Nanoseconds, once for each round.</param>
/// <param name="Bytes">Allocated bytes.</param>
internal sealed record Cost(double[] Times, double Bytes)
{
    /// <summary>The time of the rounds that were disturbed least: others on the machine make code slower, never faster, and slow down now one, now the other.</summary>
    public double Time => LowerQuartile.Of(Times);

    public double TimeOver(Cost limit) => Time / limit.Time;

    public double BytesOver(Cost limit) => Bytes / limit.Bytes;
}
