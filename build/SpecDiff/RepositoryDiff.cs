using System.ComponentModel;
using System.Diagnostics;
using System.Text.RegularExpressions;

namespace IdentitySdk.SpecDiff;

/// <summary>Compares the specifications, and the public APIs that are generated from them, of two commits of this repository.</summary>
internal sealed partial class RepositoryDiff(string root, string baseline)
{
    private const string ApiFolder = "tests/IdentitySdk.Packaging.Tests/__snapshots__/";

    /// <summary>The version that the changes follow: that of the last release, and before the first one that of the baseline.</summary>
    public SemanticVersion LastVersion { get; private set; } = new(0, 0, 0, null);

    public SemanticVersion Version { get; private set; } = new(0, 0, 0, null);

    /// <exception cref="BadInputException">The tree is dirty, the baseline is unknown, or the version decreases.</exception>
    public IReadOnlyList<VendorDiff> Compare()
    {
        if (Git("status", "--porcelain", "--", "specs", "templates", "generated", ApiFolder, "Directory.Build.props") is { Length: > 0 } dirty)
        {
            var files = dirty.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line[3..]);
            throw new BadInputException($"the tree is dirty, commit first: {string.Join(", ", files)}");
        }

        _ = TryGit("rev-parse", "--verify", "--quiet", $"{baseline}^{{commit}}")
            ?? throw new BadInputException($"'{baseline}' is not a commit of this repository");
        Version = VersionAt("HEAD");
        var baseVersion = VersionAt(baseline);
        if (Version.CompareTo(baseVersion) < 0)
        {
            throw new BadInputException($"the version decreases from {baseVersion} to {Version}");
        }

        LastVersion = LastRelease() ?? baseVersion;
        using var folder = new ScratchFolder();
        return [.. Vendors().Select(vendor => Compare(vendor, folder.Path))];
    }

    private VendorDiff Compare(string vendor, string folder)
    {
        var specification = $"specs/{vendor}/openapi.yaml";
        var (before, after) = (Write(baseline, specification, folder, "before"), Write("HEAD", specification, folder, "after"));
        return VendorDiff.Compare(before ?? Empty(after!), after ?? Empty(before!), Api(vendor));
    }

    /// <summary>A vendor that one of the commits does not have: a specification without operations.</summary>
    private static string Empty(string other)
    {
        var path = other + ".empty";
        File.WriteAllText(path, $"openapi: 3.0.3\n{InfoBlock().Match(File.ReadAllText(other)).Value}\npaths: {{}}\n");
        return path;
    }

    private ApiDiff Api(string vendor)
    {
        var file = $"{ApiFolder}IdentitySdk.{vendor}.net8.0.api.snap";
        var name = Files("HEAD", ApiFolder).Concat(Files(baseline, ApiFolder)).FirstOrDefault(other => other.Equals(file, StringComparison.OrdinalIgnoreCase));
        return name is null ? ApiDiff.None : ApiDiff.Compare(TryGit("show", $"{baseline}:{name}") ?? "", TryGit("show", $"HEAD:{name}") ?? "");
    }

    private string[] Files(string commit, string folder) => Git("ls-tree", "-r", "--name-only", commit, "--", folder).Split('\n');

    private IEnumerable<string> Vendors() =>
        new[] { "HEAD", baseline }.SelectMany(commit => Files(commit, "specs"))
            .Select(file => Specification().Match(file)).Where(match => match.Success)
            .Select(match => match.Groups[1].Value).Distinct().Order(StringComparer.Ordinal);

    private string? Write(string commit, string file, string folder, string name)
    {
        if (TryGit("show", $"{commit}:{file}") is not { } text)
        {
            return null;
        }

        var path = Path.Combine(Directory.CreateDirectory(Path.Combine(folder, name, Path.GetDirectoryName(file)!)).FullName, Path.GetFileName(file));
        File.WriteAllText(path, text);
        return path;
    }

    private SemanticVersion VersionAt(string commit) =>
        VersionElement().Match(Git("show", $"{commit}:Directory.Build.props")) is { Success: true } match
            ? SemanticVersion.Parse(match.Groups[1].Value)
            : throw new BadInputException($"Directory.Build.props of {commit} has no <Version>");

    private SemanticVersion? LastRelease() =>
        Git("tag", "--list", "v*", "--merged", baseline).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(SemanticVersion.Parse).Max();

    private string Git(params string[] arguments) => TryGit(arguments) ?? throw new BadInputException($"git {string.Join(' ', arguments)} has failed");

    private string? TryGit(params string[] arguments)
    {
        try
        {
            var start = new ProcessStartInfo("git", arguments) { WorkingDirectory = root, RedirectStandardOutput = true, RedirectStandardError = true };
            using var git = Process.Start(start)!;
            var errors = git.StandardError.ReadToEndAsync();
            var output = git.StandardOutput.ReadToEnd();
            git.WaitForExit();
            errors.GetAwaiter().GetResult();
            return git.ExitCode == 0 ? output : null;
        }
        catch (Win32Exception)
        {
            throw new BadInputException("git is missing: install it");
        }
    }

    [GeneratedRegex("^specs/([^/]+)/openapi\\.yaml$")]
    private static partial Regex Specification();

    [GeneratedRegex("<Version>([^<]*)</Version>")]
    private static partial Regex VersionElement();

    /// <summary>The block of title and version.</summary>
    [GeneratedRegex("^info:\n(?:[ \t].*\n|\n)+", RegexOptions.Multiline)]
    private static partial Regex InfoBlock();

    private sealed class ScratchFolder : IDisposable
    {
        public string Path { get; } = Directory.CreateTempSubdirectory("spec-diff-").FullName;

        public void Dispose() => Directory.Delete(Path, recursive: true);
    }
}
