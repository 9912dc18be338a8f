using System.Diagnostics;
using System.IO.Compression;
using System.Text.Json;

namespace IdentitySdk.Tests;

/// <summary>build/release.sh: the releases that it rejects, and a release without the push.</summary>
public sealed class ReleaseTests
{
    private string _folder;

    /// <summary>Creates a repository with the files that the script requires, and one release.</summary>
    [SetUp]
    public async Task NewRepositoryAsync()
    {
        _folder = Directory.CreateTempSubdirectory("release-").FullName;
        Directory.CreateDirectory(Path.Combine(_folder, "build"));
        File.Copy(Repository.Path("build", "release.sh"), Path.Combine(_folder, "build", "release.sh"));
        await File.WriteAllTextAsync(Path.Combine(_folder, "Directory.Build.props"), "<Project>\n  <PropertyGroup>\n    <Version>0.1.0</Version>\n  </PropertyGroup>\n</Project>\n");
        await File.WriteAllTextAsync(Path.Combine(_folder, "CHANGELOG.md"), "# Changelog\n\n## [Unreleased]\n\n### Added\n\n- A thing.\n\n## [0.1.0] - 2026-01-01\n\n- The first.\n");
        await GitAsync("init", "--quiet", "--initial-branch=main");
        await GitAsync("config", "user.name", "test");
        await GitAsync("config", "user.email", "test@example.com");
        await GitAsync("add", "--all");
        await GitAsync("commit", "--quiet", "--message", "All");
        await GitAsync("tag", "v0.1.0");
        await GitAsync("tag", "v0.2.0-rc.1");
    }

    [TearDown]
    public void Remove() => Directory.Delete(_folder, recursive: true);

    [TestCase("0.2.0")]
    [TestCase("0.2.0-rc.2")]
    [TestCase("0.10.0")]
    public async Task Release_creates_changelog_heading_version_commit_and_tag(string version)
    {
        var (exitCode, output) = await ReleaseAsync("prepare", version, "--no-verify");

        Assert.That(exitCode, Is.Zero, output);
        Assert.That(await ReadAsync("CHANGELOG.md"), Does.Match($@"## \[Unreleased\]\n\n## \[{version.Replace(".", "\\.")}\] - \d{{4}}-\d\d-\d\d\n\n### Added\n\n- A thing\.\n\n## \[0\.1\.0\]"));
        Assert.That(await ReadAsync("Directory.Build.props"), Does.Contain($"<Version>{version}</Version>"));
        Assert.That(await GitAsync("log", "-1", "--format=%s"), Is.EqualTo($"Release {version}\n"));
        Assert.That(await GitAsync("tag", "--points-at", "HEAD"), Is.EqualTo($"v{version}\n"));
        Assert.That(await GitAsync("status", "--porcelain"), Is.Empty);
    }

    [TestCase("1.2", 2, "'1.2' is not a semantic version")]
    [TestCase("v1.2.3", 2, "'v1.2.3' is not a semantic version")]
    [TestCase("1.02.3", 2, "'1.02.3' is not a semantic version")]
    [TestCase("0.1.0", 1, "v0.1.0 is released already")]
    [TestCase("0.0.9", 1, "0.0.9 goes back behind v0.1.0")]
    [TestCase("0.2.0-beta.1", 1, "0.2.0-beta.1 goes back behind v0.2.0-rc.1")]
    public async Task Invalid_or_lower_version_is_rejected(string version, int exitCode, string message)
    {
        Assert.That(await ReleaseAsync("prepare", version, "--no-verify"), Is.EqualTo((exitCode, $"release: {message}{(exitCode == 2 ? " such as 1.2.3 or 1.2.3-rc.1" : "")}\n")));
        Assert.That(await GitAsync("status", "--porcelain"), Is.Empty);
    }

    [Test]
    public async Task Dirty_tree_is_rejected()
    {
        await File.WriteAllTextAsync(Path.Combine(_folder, "new.txt"), "");

        foreach (var command in new[] { "prepare", "--dry-run" })
        {
            Assert.That(await ReleaseAsync(command, "0.2.0"), Is.EqualTo((1, "release: the working tree has changes that are not committed\n")));
        }
    }

    [Test]
    public async Task Release_without_changes_is_rejected()
    {
        await File.WriteAllTextAsync(Path.Combine(_folder, "CHANGELOG.md"), "# Changelog\n\n## [Unreleased]\n\n## [0.1.0]\n\n- The first.\n");
        await GitAsync("commit", "--quiet", "--all", "--message", "Nothing");

        Assert.That(await ReleaseAsync("prepare", "0.2.0"), Is.EqualTo((1, "release: CHANGELOG.md has nothing under [Unreleased]\n")));
    }

    [Test]
    public async Task Unverified_version_is_not_released()
    {
        // There is no build/verify.sh here.
        var (exitCode, output) = await ReleaseAsync("prepare", "0.2.0");

        Assert.That(exitCode, Is.EqualTo(1));
        Assert.That(output, Does.EndWith("release: not verified; nothing was changed\n"));
        Assert.That(await GitAsync("status", "--porcelain"), Is.Empty);
        Assert.That(await GitAsync("tag"), Is.EqualTo("v0.1.0\nv0.2.0-rc.1\n"));
    }

    [TestCase("")]
    [TestCase("prepare")]
    [TestCase("prepare 1.0.0 2.0.0")]
    [TestCase("publish")]
    [TestCase("--dry-run")]
    public async Task Invalid_arguments_show_the_usage(string arguments)
    {
        var (exitCode, output) = await ReleaseAsync(arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries));

        Assert.That((exitCode, output.Split('\n').Length), Is.EqualTo((2, 2)), output);
        Assert.That(output, Does.StartWith("release: usage: build/release.sh"));
    }

    [Test]
    public async Task Push_requires_the_key()
    {
        Assert.That(await ReleaseAsync("push"), Is.EqualTo((1, "release: NUGET_API_KEY is not set: only the owner of the packages publishes\n")));
    }

    [Test]
    public async Task Missing_tool_is_named()
    {
        var script = Path.Combine(_folder, "build", "release.sh");
        Assert.That(
            await new BuiltProgram(_folder, "/bin/bash", script, "prepare", "0.2.0").RunAsync(("PATH", "/nonexistent")),
            Is.EqualTo((1, "release: git is needed and not installed\n")));
    }

    [Test]
    [Explicit("Builds all packages in a clone.")]
    [Category("Slow")]
    public async Task Dry_run_does_everything_except_the_push()
    {
        using var process = Process.Start(new ProcessStartInfo(Repository.Path("build", "release.sh"), ["--dry-run", "99.0.0", "--no-verify"]) { WorkingDirectory = Repository.Path() })!;
        await process.WaitForExitAsync();

        Assert.That(process.ExitCode, Is.Zero);
        var packages = Directory.GetFiles(Repository.Path("artifacts", "dry-run", "packages"), "*.nupkg");
        Assert.That(packages, Has.Length.EqualTo(Directory.GetDirectories(Repository.Path("src")).Length));
        Assert.That(packages, Has.All.EndsWith(".99.0.0.nupkg"));
        foreach (var package in packages)
        {
            using var archive = await ZipFile.OpenReadAsync(package);
            Assert.That(archive.Entries.Select(entry => entry.FullName), Does.Contain("README.md"), package);
            var id = Path.GetFileName(package).Replace(".99.0.0.nupkg", "");
            using var materials = JsonDocument.Parse(await File.ReadAllTextAsync(Repository.Path("artifacts", "dry-run", "sbom", $"{id}.99.0.0.cdx.json")));
            Assert.That(materials.RootElement.GetProperty("metadata").GetProperty("component").GetProperty("version").GetString(), Is.EqualTo("99.0.0"));
        }
    }

    private Task<string> ReadAsync(string file) => File.ReadAllTextAsync(Path.Combine(_folder, file));

    private Task<(int ExitCode, string Output)> ReleaseAsync(params string[] arguments) => new BuiltProgram(_folder, Path.Combine(_folder, "build", "release.sh"), arguments).RunAsync(("NUGET_API_KEY", ""));

    private async Task<string> GitAsync(params string[] arguments)
    {
        var (exitCode, output) = await new BuiltProgram(_folder, "git", arguments).RunAsync();
        Assert.That(exitCode, Is.Zero, output);
        return output;
    }
}
