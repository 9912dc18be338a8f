using System.Text.RegularExpressions;

namespace IdentitySdk.Tests;

/// <summary>Every path of the repository that a page names exists.</summary>
public sealed partial class PagePathTests
{
    private static readonly string[] s_vendors = ["Okta", "OneLogin", "Agilicus"];

    private static IEnumerable<string> Paths =>
        RepositoryFiles.Tracked().Where(file => file.EndsWith(".md", StringComparison.Ordinal) && File.Exists(Repository.Path(file)))
            .SelectMany(file => InlineCode().Matches(File.ReadAllText(Repository.Path(file))).Select(match => match.Groups[1].Value))
            .Where(text => Root().IsMatch(text) && !text.Contains("getting-started-contoso", StringComparison.Ordinal)).Distinct();

    [TestCaseSource(nameof(Paths))]
    public void Path_exists(string path)
    {
        // A file of a vendor exists for at least one vendor; a scaffolded file is in the scaffold.
        var candidates = path.Contains("contoso", StringComparison.OrdinalIgnoreCase)
            ? [Path.Combine("build", "new-vendor", path.Replace("Contoso", "Sample").Replace("contoso", "sample")), .. s_vendors.Select(vendor => path.Replace("Contoso", vendor))]
            : s_vendors.Select(vendor => path.Replace("<Vendor>", vendor).Replace("<vendor>", vendor.ToLowerInvariant()).Replace("<operationId>[.status][.oddity]", "Users_Get"));

        Assert.That(candidates.Any(candidate => Path.Exists(Repository.Path(candidate))), Is.True, $"A page names {path}: correct the path there, or write a page's own examples without a root folder of the repository.");
    }

    [GeneratedRegex("`([^`\n ]+)`")]
    private static partial Regex InlineCode();

    [GeneratedRegex("^(src|tests|specs|build|docs|samples|generated|templates)/")]
    private static partial Regex Root();
}
