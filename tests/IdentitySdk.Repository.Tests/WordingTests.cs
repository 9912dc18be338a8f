using System.Text.RegularExpressions;

namespace IdentitySdk.Tests;

/// <summary>Comments, documentation and test names use the field's words.</summary>
public sealed partial class WordingTests
{
    [Test]
    public void Pages_and_comments_use_the_fields_words()
    {
        var files = RepositoryFiles.Tracked().Where(file => File.Exists(Repository.Path(file))).ToArray();
        var pages = files.Where(file => file.EndsWith(".md", StringComparison.Ordinal)).SelectMany(file => Find(file, Code().Replace(Read(file), Blank), ""));
        var comments = files.Where(file => file.EndsWith(".cs", StringComparison.Ordinal) && file != Own).SelectMany(file => Find(file, Read(file), "//"));

        Assert.That(
            pages.Concat(comments), Is.Empty,
            "Use the field's words: a server reports or requires, a caller requests, a method returns or specifies, a value is retained, a token is refreshed, a call continues.");
    }

    [TestCase("/// <summary>What nobody has asked for.</summary>", 2)]
    [TestCase("    // The server says so.", 1)]
    [TestCase("var nobody = Find(\"nobody\");", 0)]
    [TestCase("public void Nobody_is_told() =>", 2)]
    [TestCase("/// <summary>The status that a response reports.</summary>", 0)]
    public void Word_is_found_in_comments_and_test_names_only(string line, int count) => Assert.That(Find("File.cs", line, "//").Count(), Is.EqualTo(count));

    private static IEnumerable<string> Find(string file, string text, string marker) =>
        from line in text.Split('\n').Select((content, index) => (Text: Prose(content, marker), Number: index + 1))
        from Match match in Word().Matches(line.Text)
        select $"{file}:{line.Number}: {match.Value}";

    /// <summary>The words of a line: all of a page's, and those of a comment or of a test's name in code.</summary>
    private static string Prose(string line, string marker)
    {
        var start = line.IndexOf(marker, StringComparison.Ordinal);
        return start >= 0 && !line.Contains("://", StringComparison.Ordinal) ? line[start..] : TestName().Match(line).Value.Replace('_', ' ');
    }

    private static string Blank(Match code) => new('\n', code.Value.Count(character => character == '\n'));

    private static string Read(string file) => File.ReadAllText(Repository.Path(file));

    private static string Own => "tests/IdentitySdk.Repository.Tests/WordingTests.cs";

    [GeneratedRegex(@"\b(nobody|somebody|anybody|whoever|says|said|told|asked|for ever|goes on|renew(s|ed|al|als)?)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Word();

    [GeneratedRegex(@"\b[A-Z]\w*_\w+(?=\()")]
    private static partial Regex TestName();

    [GeneratedRegex("```.*?```|`[^`\n]*`", RegexOptions.Singleline)]
    private static partial Regex Code();
}
