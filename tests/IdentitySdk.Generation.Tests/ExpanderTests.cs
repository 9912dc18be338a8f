using IdentitySdk.Generation;

namespace IdentitySdk.Tests;

/// <summary>The step after NSwag, as the build runs it.</summary>
public sealed class ExpanderTests
{
    private static readonly string s_spec = MiniSpec.PathOf("constraints");

    [TestCase("public «type System.Uri?»? Link;", "public Uri? Link;")]
    [TestCase("//\r\n«read Age|int»", "//\nAge = reader.ReadInt32()")]
    [TestCase("no marker", "no marker")]
    public void Marker_is_expanded_and_other_text_unchanged(string text, string expected)
    {
        using var folder = Folder(text);

        Assert.That(Expander.Expand(s_spec, folder.Path, folder.Path), Is.Empty);
        Assert.That(File.ReadAllBytes(Path.Combine(folder.Path, "Clients.g.cs")), Is.EqualTo(System.Text.Encoding.UTF8.GetBytes(expected)));
    }

    [Test]
    public void Second_expansion_gives_the_same_text()
    {
        using var folder = Folder("«write Name|System.Collections.Generic.IReadOnlyList<string>»");
        Expander.Expand(s_spec, folder.Path, folder.Path);
        var first = File.ReadAllText(Path.Combine(folder.Path, "Clients.g.cs"));

        Expander.Expand(s_spec, folder.Path, folder.Path);

        Assert.That(File.ReadAllText(Path.Combine(folder.Path, "Clients.g.cs")), Is.EqualTo(first).And.Contain("writer.WriteList"));
    }

    [TestCase("«unknown x»", "line 1: «unknown x»: the marker verb 'unknown' does not exist.")]
    [TestCase("a\n«type x", "is not closed")]
    [TestCase("«write Name»", "'write' needs a source and a type.")]
    [TestCase("«read Name»", "'read' needs a member and a type.")]
    [TestCase("«request GET /nowhere»", "there is no operation 'GET /nowhere'.")]
    [TestCase("«request GET /items\n2|colour|string|colour»", "GET /items has no query parameter 'colour'.")]
    public async Task Unprintable_marker_fails_the_build_without_a_file(string text, string message)
    {
        using var folder = Folder(text);
        using var target = new TemporaryFolder();

        var (exitCode, output) = await ChildProcess.RunAsync(typeof(Expander).Assembly.Location, ["expand", s_spec, folder.Path, target.Path]);

        Assert.That(exitCode, Is.EqualTo(1), output);
        Assert.That(output, Does.Contain("Clients.g.cs(1,1): error SPEC018: ").And.Contain(message));
        Assert.That(Directory.GetFiles(target.Path), Is.Empty);
    }

    private static TemporaryFolder Folder(string text)
    {
        var folder = new TemporaryFolder();
        File.WriteAllText(Path.Combine(folder.Path, "Clients.g.cs"), text);
        return folder;
    }
}
