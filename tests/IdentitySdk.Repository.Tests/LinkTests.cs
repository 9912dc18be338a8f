using System.Text.RegularExpressions;

namespace IdentitySdk.Tests;

/// <summary>Links between the pages of the repository: the file exists and has the heading.</summary>
public sealed partial class LinkTests
{
    [Test]
    public void Every_relative_link_has_a_target()
    {
        var pages = RepositoryFiles.Tracked().Where(file => file.EndsWith(".md", StringComparison.Ordinal) && File.Exists(Repository.Path(file))).ToArray();
        Assert.That(pages, Has.Length.GreaterThan(20));

        Assert.That(pages.SelectMany(Broken), Is.Empty);
    }

    [Test]
    public void Every_page_is_linked_from_another()
    {
        var pages = Directory.GetFiles(Repository.Path("docs"), "*.md", SearchOption.AllDirectories);
        var linked = RepositoryFiles.Tracked().Where(file => file.EndsWith(".md", StringComparison.Ordinal) && File.Exists(Repository.Path(file)))
            .SelectMany(file => Targets(file).Select(target => (From: Repository.Path(file), To: Resolve(file, target.Path))))
            .Where(link => link.From != link.To).Select(link => link.To).ToHashSet();

        Assert.That(pages.Where(page => !linked.Contains(page)).Select(page => Path.GetRelativePath(Repository.Root, page)), Is.Empty);
    }

    [Test]
    public void Every_page_is_in_the_contents_of_the_site()
    {
        var contents = File.ReadAllText(Repository.Path("docs", "toc.yml"));
        var pages = Directory.GetFiles(Repository.Path("docs"), "*.md", SearchOption.AllDirectories).Select(page => Path.GetRelativePath(Repository.Root, page).Replace('\\', '/'));

        Assert.That(pages.Where(page => !contents.Contains($"href: {page} ")), Is.Empty, "Add the page to docs/toc.yml.");
    }

    [TestCase("## Several processes, one limit", "several-processes-one-limit")]
    [TestCase("# `client.Raw` and 2 more", "clientraw-and-2-more")]
    public void Anchor_has_the_form_of_GitHub(string heading, string anchor) => Assert.That(Anchor(heading), Is.EqualTo(anchor));

    private static IEnumerable<string> Broken(string file) =>
        from target in Targets(file)
        let path = Resolve(file, target.Path)
        where !(File.Exists(path) || Directory.Exists(path)) || (target.Anchor is not "" && !Anchors(path).Contains(target.Anchor))
        select $"{file}: {target.Path}#{target.Anchor}";

    private static IEnumerable<(string Path, string Anchor)> Targets(string file) =>
        Link().Matches(Code().Replace(File.ReadAllText(Repository.Path(file)), "")).Select(match => (match.Groups[1].Value, match.Groups[2].Value));

    private static string Resolve(string file, string target) =>
        target is "" ? Repository.Path(file) : Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Repository.Path(file))!, target));

    private static IEnumerable<string> Anchors(string path) =>
        File.ReadLines(path).Where(line => line.StartsWith('#')).Select(Anchor);

    private static string Anchor(string heading) =>
        NotInAnchor().Replace(heading.TrimStart('#').Trim().ToLowerInvariant(), "").Replace(' ', '-');

    /// <summary>Code, which has no links.</summary>
    [GeneratedRegex("```.*?```|`[^`\n]*`", RegexOptions.Singleline)]
    private static partial Regex Code();

    [GeneratedRegex(@"\]\((?![a-z]+:)([^)#\s]*)#?([^)\s]*)\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"[^\w\- ]")]
    private static partial Regex NotInAnchor();
}
