using System.Globalization;

namespace IdentitySdk.Benchmarks.Report;

/// <summary>One row of the table: the required bound, the desired bound and the measured value. Less is always better.</summary>
/// <param name="Name">The measured quantity.</param>
/// <param name="Must">The required bound.</param>
/// <param name="Aim">The desired bound.</param>
/// <param name="Measured">The value.</param>
/// <param name="Unit">The unit; empty for ratios.</param>
internal sealed record Figure(string Name, double Must, double Aim, double Measured, string Unit = "")
{
    private string Verdict => Measured <= Aim ? "aim met"
        : Measured <= Must ? "must met"
        : Must > 0 ? string.Create(CultureInfo.InvariantCulture, $"**must missed by {(Measured / Must) - 1:0%}**")
        : "**must missed**";

    public override string ToString() => $"| {Name} | ≤ {Text(Must)} | ≤ {Text(Aim)} | {Text(Measured)} | {Verdict} |";

    private string Text(double value) => Unit switch
    {
        "" => value.ToString("0.00", CultureInfo.InvariantCulture),
        "s" => value.ToString("0.00", CultureInfo.InvariantCulture) + " s",
        "ms" => value.ToString("0.#", CultureInfo.InvariantCulture) + " ms",
        "share" => value.ToString("0.0%", CultureInfo.InvariantCulture),
        "part" => "1/" + (1 / value).ToString("0.#", CultureInfo.InvariantCulture),
        _ => value.ToString("0", CultureInfo.InvariantCulture),
    };
}
