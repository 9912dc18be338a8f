using Newtonsoft.Json.Linq;

namespace IdentitySdk.Cli.Doctor;

/// <summary>What a check found.</summary>
/// <param name="Target">What was checked: a vendor, a profile, or the tool.</param>
/// <param name="Check">The name of the check.</param>
/// <param name="Verdict">How it is.</param>
/// <param name="Text">What was found.</param>
/// <param name="Cure">What to do; null when there is nothing to do.</param>
internal sealed record Finding(string Target, string Check, Verdict Verdict, string Text, string? Cure = null)
{
    public override string ToString() => $"{Verdict.ToString().ToLowerInvariant(),-7}  {Target}  {Check}: {Text}{(Cure is null ? "" : $" -> {Cure}")}";

    public JObject ToJson() => new()
    {
        ["target"] = Target, ["check"] = Check, ["verdict"] = Verdict.ToString().ToLowerInvariant(), ["text"] = Text, ["cure"] = Cure,
    };
}
