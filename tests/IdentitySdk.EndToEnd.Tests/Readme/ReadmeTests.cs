using System.Text.RegularExpressions;

namespace IdentitySdk.Tests.Readme;

/// <summary>Every C# example of the README and of docs/ equals a region of a compiled file, or is a complete program (<see cref="ProgramTests"/>).</summary>
public sealed partial class ReadmeTests
{
    [Test]
    public void Every_example_is_compiled()
    {
        var examples = PrintedProgram.Fences().Where(fence => !fence.IsProgram).Select(fence => fence.Code).Distinct().ToList();
        var regions = Directory.GetFiles(Repository.Path("tests", "IdentitySdk.EndToEnd.Tests", "Readme"), "*Snippets.cs")
            .SelectMany(file => Region().Matches(File.ReadAllText(file)))
            .Select(match => RemoveIndent(match.Groups[1].Value))
            .ToList();

        Assert.That(examples, Is.Not.Empty);
        Assert.That(examples, Is.EquivalentTo(regions), "Change the page and the region in tests/IdentitySdk.EndToEnd.Tests/Readme together.");
    }

    [Test]
    public void First_two_commands_run_and_test_the_SDK()
    {
        var commands = Shell().Matches(File.ReadAllText(Repository.Path("README.md"))).Select(match => match.Groups[1].Value.Trim()).Take(2);

        Assert.That(commands, Is.EqualTo(new[]
        {
            "dotnet run --project src/IdentitySdk.Cli -- users list --vendor all --emulator --take 10",
            "dotnet test IdentitySdk.sln",
        }));
    }

    private static string RemoveIndent(string text)
    {
        var indent = text[..^text.TrimStart(' ').Length];
        return string.Join('\n', text.Split('\n').Select(line => line.StartsWith(indent, StringComparison.Ordinal) ? line[indent.Length..] : line)).TrimEnd();
    }

    [GeneratedRegex("```sh\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Shell();

    [GeneratedRegex("#region [A-Za-z]+\n(.*?)#endregion", RegexOptions.Singleline)]
    private static partial Regex Region();
}
