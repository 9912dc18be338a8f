using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace IdentitySdk.Tests;

/// <summary>build/changelog.sh and build/release.sh: what they make, and that bad input is one line and exit code 2.</summary>
public sealed class ReleaseTests
{
    private const string Changelog = "# Changelog\n\n## [Unreleased]\n\n### Added\n\n- Something.\n\n## [0.1.0] - 2026-01-31\n\n- The first.\n";

    [Test]
    public async Task Changelog_is_cut_and_shown()
    {
        using var folder = await ScriptFolder.CreateAsync("changelog.sh");
        folder.Write("CHANGELOG.md", Changelog);

        var cut = await folder.RunAsync("changelog.sh", ["cut", "0.2.0", "2026-11-26"]);

        Assert.That(cut.ExitCode, Is.Zero, cut.Errors);
        Assert.That(folder.Read("CHANGELOG.md"), Is.EqualTo("# Changelog\n\n## [Unreleased]\n\n## [0.2.0] - 2026-11-26\n\n### Added\n\n- Something.\n\n## [0.1.0] - 2026-01-31\n\n- The first.\n"));
        Assert.That((await folder.RunAsync("changelog.sh", ["show", "0.2.0"])).Output, Is.EqualTo("### Added\n\n- Something.\n"));
        Assert.That((await folder.RunAsync("changelog.sh", ["show", "0.1.0"])).Output, Is.EqualTo("- The first.\n"));
    }

    [TestCase("0.2.0-beta.1", "0.2.0", true)]
    [TestCase("0.2.0", "0.2.0-beta.1", false)]
    [TestCase("0.9.0", "0.10.0", true)]
    [TestCase("0.10.0", "0.9.0", false)]
    public async Task Changelog_only_goes_forward(string first, string second, bool isForward)
    {
        using var folder = await ScriptFolder.CreateAsync("changelog.sh");
        folder.Write("CHANGELOG.md", Changelog);
        Assert.That((await folder.RunAsync("changelog.sh", ["cut", first])).ExitCode, Is.Zero);
        folder.Write("CHANGELOG.md", folder.Read("CHANGELOG.md").Replace("## [Unreleased]\n", "## [Unreleased]\n\n- More.\n"));

        var result = await folder.RunAsync("changelog.sh", ["cut", second]);

        Assert.That(result.ExitCode, Is.EqualTo(isForward ? 0 : 2), result.Errors);
    }

    [TestCase("cut", "0.1.0", null, "has a section for 0.1.0 already")]
    [TestCase("cut", "0.0.9", null, "the version goes back, from 0.1.0 to 0.0.9")]
    [TestCase("cut", "one", null, "'one' is no version")]
    [TestCase("cut", "0.2.0", "yesterday", "'yesterday' is no date")]
    [TestCase("show", "0.3.0", null, "has no section for 0.3.0")]
    [TestCase("write", "0.2.0", null, "say cut or show")]
    public async Task Bad_input_for_the_changelog_is_one_line(string verb, string version, string? date, string expected)
    {
        using var folder = await ScriptFolder.CreateAsync("changelog.sh");
        folder.Write("CHANGELOG.md", Changelog);

        Refused(await folder.RunAsync("changelog.sh", date is null ? [verb, version] : [verb, version, date]), "changelog: ", expected);
        Assert.That(folder.Read("CHANGELOG.md"), Is.EqualTo(Changelog), "nothing is changed");
    }

    [TestCase("# Changelog\n", "has no section Unreleased")]
    [TestCase("# Changelog\n\n## [Unreleased]\n\n## [0.1.0] - 2026-01-31\n\n- The first.\n", "nothing is under Unreleased")]
    public async Task Changelog_without_news_is_not_cut(string text, string expected)
    {
        using var folder = await ScriptFolder.CreateAsync("changelog.sh");
        folder.Write("CHANGELOG.md", text);

        Refused(await folder.RunAsync("changelog.sh", ["cut", "0.2.0"]), "changelog: ", expected);
    }

    [TestCase("dirty", "the tree is dirty")]
    [TestCase("no tag", "this commit has no tag v0.2.0")]
    [TestCase("other tag", "this commit has no tag v0.2.0")]
    [TestCase("goes back", "the version goes back, from 0.3.0 to 0.2.0")]
    [TestCase("no section", "has no section for 0.2.0")]
    [TestCase("no version", "Directory.Build.props has no <Version>")]
    [TestCase("unknown argument", "'--now' is unknown")]
    [TestCase("neither", "--dry-run and --push exclude each other")]
    [TestCase("nothing made", "is empty")]
    [TestCase("changed", "is not what was made")]
    [TestCase("no key", "NUGET_API_KEY is missing")]
    [TestCase("no place", "GITHUB_REPOSITORY is missing")]
    [TestCase("no tool", "dotnet is missing: install it")]
    public async Task Release_is_refused_in_one_line(string what, string expected)
    {
        using var folder = await ScriptFolder.CreateAsync("changelog.sh", "release.sh");
        folder.Write(".gitignore", "artifacts/\n");
        folder.Write("CHANGELOG.md", Changelog.Replace("[0.1.0]", what == "no section" ? "[0.1.0]" : "[0.2.0]"));
        folder.Write("Directory.Build.props", what == "no version" ? "<Project />" : "<Project><PropertyGroup><Version>0.2.0</Version></PropertyGroup></Project>");
        await folder.CommitAsync("first");
        if (what == "goes back")
        {
            await folder.GitAsync("tag", "v0.3.0");
            await folder.CommitAsync("second");
        }

        if (what is not "no tag")
        {
            await folder.GitAsync("tag", what == "other tag" ? "v0.2.1" : "v0.2.0");
        }

        if (what == "dirty")
        {
            folder.Write("new.txt", "");
        }

        if (what is "changed" or "no key" or "no place")
        {
            folder.Write("artifacts/release/a.nupkg", what);
            folder.Write("artifacts/release/SHA256SUMS", $"{Convert.ToHexStringLower(SHA256.HashData(what == "changed" ? [1] : System.Text.Encoding.UTF8.GetBytes(what)))}  a.nupkg\n");
        }

        string[] arguments = what switch { "unknown argument" => ["--now"], "neither" => ["--dry-run", "--push"], "nothing made" or "changed" or "no key" or "no place" => ["--push"], _ => ["--dry-run"] };
        var path = what == "no tool" ? WithoutDotNet(folder) : Environment.GetEnvironmentVariable("PATH");
        var result = await folder.RunAsync("release.sh", arguments, ("PATH", path), ("NUGET_API_KEY", what == "no place" ? "key" : null), ("GITHUB_REPOSITORY", null));

        Refused(result, what == "no section" ? "changelog: " : "release: ", expected);
    }

    [Test]
    [Explicit("Packs everything from a clone.")]
    [Category("Slow")]
    public async Task Dry_run_makes_all_that_is_pushed()
    {
        using var folder = await ScriptFolder.CloneAsync();
        const string version = "0.1.1-rehearsal.1";
        folder.Write("Directory.Build.props", folder.Read("Directory.Build.props").Replace("<Version>0.1.0<", $"<Version>{version}<"));
        Assert.That((await folder.RunAsync("changelog.sh", ["cut", version])).ExitCode, Is.Zero);
        await folder.CommitAsync("release");
        await folder.GitAsync("tag", "v" + version);

        var result = await folder.RunAsync("release.sh", ["--dry-run", "--verified"], ("GITHUB_REPOSITORY", "example/identitysdk"), ("GITHUB_SERVER_URL", "https://github.com"));

        Assert.That(result.ExitCode, Is.Zero, result.Output + result.Errors);
        var release = Path.Combine(folder.Path, "artifacts", "release");
        var sums = folder.Read("artifacts", "release", "SHA256SUMS").Split('\n', StringSplitOptions.RemoveEmptyEntries);
        string[] expected = [.. Packages.All.SelectMany(id => new[] { $"{id}.{version}.nupkg", $"{id}.{version}.snupkg", $"{id}.cdx.json" })];
        Assert.That(sums.Select(line => line.Split("  ")[1]), Is.EquivalentTo(expected));
        Assert.That(sums.Select(line => line.Split("  ")[0]), Is.EqualTo(sums.Select(line => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(Path.Combine(release, line.Split("  ")[1])))))));
        Assert.That(folder.Read("artifacts", "release", "notes.md"), Does.StartWith("### Added\n"));

        var bill = JsonNode.Parse(folder.Read("artifacts", "release", "IdentitySdk.Okta.cdx.json"))!;
        Assert.That((string?)bill["bomFormat"], Is.EqualTo("CycloneDX"));
        Assert.That((string?)bill["metadata"]!["component"]!["name"], Is.EqualTo("IdentitySdk.Okta"));
        Assert.That(bill["components"]!.AsArray().Select(component => (string?)component!["name"]), Does.Contain("Newtonsoft.Json").And.Not.Contain("NSwag.MSBuild"));
        Assert.That(System.IO.Compression.ZipFile.OpenRead(Path.Combine(release, $"IdentitySdk.{version}.nupkg")).GetEntry("README.md"), Is.Not.Null);
    }

    private static void Refused((int ExitCode, string Output, string Errors) result, string start, string expected)
    {
        Assert.That(result.ExitCode, Is.EqualTo(2), result.Output + result.Errors);
        Assert.That(result.Errors.TrimEnd('\n').Split('\n').Last(), Does.StartWith(start).And.Contain(expected));
        Assert.That(result.Output, Is.Empty);
    }

    /// <summary>A search path with the programs that the script calls before it looks for dotnet.</summary>
    private static string WithoutDotNet(ScriptFolder folder)
    {
        var tools = Directory.CreateDirectory(Path.Combine(folder.Path, ".git", "tools")).FullName;
        foreach (var tool in new[] { "git", "dirname", "sed", "env", "sha256sum" })
        {
            var path = Environment.GetEnvironmentVariable("PATH")!.Split(':').Select(directory => Path.Combine(directory, tool)).First(File.Exists);
            File.CreateSymbolicLink(Path.Combine(tools, tool), path);
        }

        return tools;
    }
}
