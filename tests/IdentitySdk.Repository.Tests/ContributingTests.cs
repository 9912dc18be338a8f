using System.Text.RegularExpressions;

namespace IdentitySdk.Tests;

/// <summary>Every path in CONTRIBUTING.md exists.</summary>
public sealed partial class ContributingTests
{
    private static readonly string[] s_vendors = ["Okta", "OneLogin", "Agilicus"];

    private static IEnumerable<string> Paths =>
        InlineCode().Matches(File.ReadAllText(Repository.Path("CONTRIBUTING.md"))).Select(match => match.Groups[1].Value)
            .Where(text => Root().IsMatch(text) && !text.Contains("getting-started-contoso", StringComparison.Ordinal)).Distinct();

    [TestCaseSource(nameof(Paths))]
    public void Path_exists(string path)
    {
        // A file of a vendor exists for at least one vendor; a scaffolded file is in the scaffold.
        var candidates = path.Contains("contoso", StringComparison.OrdinalIgnoreCase)
            ? [Path.Combine("build", "new-vendor", path.Replace("Contoso", "Sample").Replace("contoso", "sample")), .. s_vendors.Select(vendor => path.Replace("Contoso", vendor))]
            : s_vendors.Select(vendor => path.Replace("<Vendor>", vendor).Replace("<vendor>", vendor.ToLowerInvariant()).Replace("<operationId>[.status][.oddity]", "Users_Get"));

        Assert.That(candidates.Any(candidate => Path.Exists(Repository.Path(candidate))), Is.True, $"CONTRIBUTING.md names {path}");
    }

    [GeneratedRegex("`([^`\n ]+)`")]
    private static partial Regex InlineCode();

    [GeneratedRegex("^(src|tests|specs|build|docs|samples|generated|templates)/")]
    private static partial Regex Root();
}
