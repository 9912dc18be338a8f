using System.Text.RegularExpressions;

namespace IdentitySdk.Tests;

/// <summary>The workflows run the developers' scripts, and actions that are pinned by hash.</summary>
public sealed partial class WorkflowTests
{
    private static readonly string s_folder = Repository.Path(".github", "workflows");

    private static IEnumerable<string> Names => Directory.GetFiles(s_folder, "*.yml").Select(path => Path.GetFileName(path)!);

    [TestCaseSource(nameof(Names))]
    public void Action_is_pinned_by_hash_and_names_its_version(string name)
    {
        var uses = File.ReadLines(Path.Combine(s_folder, name)).Where(line => line.Contains("uses: ", StringComparison.Ordinal)).Select(line => line.Trim()).ToArray();

        Assert.That(uses, Is.Not.Empty);
        Assert.That(uses.Where(line => !Pinned().IsMatch(line)), Is.Empty);
    }

    [TestCaseSource(nameof(Names))]
    public void Script_exists(string name)
    {
        var scripts = Script().Matches(File.ReadAllText(Path.Combine(s_folder, name))).Select(match => match.Value);

        Assert.That(scripts.Where(script => !File.Exists(Repository.Path(script))), Is.Empty);
    }

    [TestCaseSource(nameof(Names))]
    public void Workflow_requests_only_read_permission(string name) =>
        Assert.That(File.ReadAllText(Path.Combine(s_folder, name)), Does.Contain("\npermissions:\n  contents: read\n"));

    [GeneratedRegex("uses: (\\./|[\\w/-]+@[0-9a-f]{40} # v\\d)")]
    private static partial Regex Pinned();

    [GeneratedRegex(@"build/[\w./-]+\.(sh|proj)")]
    private static partial Regex Script();
}
