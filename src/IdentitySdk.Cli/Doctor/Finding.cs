using Newtonsoft.Json.Linq;

namespace IdentitySdk.Cli.Doctor;

/// <summary>The result of a check.</summary>
/// <param name="Target">The checked vendor, profile, or the tool.</param>
/// <param name="Check">The name of the check.</param>
/// <param name="Verdict">The verdict.</param>
/// <param name="Text">The details.</param>
/// <param name="Fix">What to do; null when there is nothing to do.</param>
internal sealed record Finding(string Target, string Check, Verdict Verdict, string Text, string? Fix = null)
{
    public override string ToString() => $"{Verdict.ToString().ToLowerInvariant(),-7}  {Target}  {Check}: {Text}{(Fix is null ? "" : $" -> {Fix}")}";

    public JObject ToJson() => new()
    {
        ["target"] = Target, ["check"] = Check, ["verdict"] = Verdict.ToString().ToLowerInvariant(), ["text"] = Text, ["cure"] = Fix,
    };
}
