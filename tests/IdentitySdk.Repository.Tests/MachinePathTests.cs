using System.Text.RegularExpressions;

namespace IdentitySdk.Tests;

/// <summary>Files contain no paths of the machine that they were written on.</summary>
public sealed class MachinePathTests
{
    private static readonly Regex s_path = new(
        @"(?<![\w.~/*:}$-])/(work|home|root|tmp|Users|var/tmp|mnt|srv|private|builds|workspace|opt/\w+/_?work)/|(?<![\w/])[A-Z]:(\\{1,2}|/(?=(Users|agent|src|work)/))\w",
        RegexOptions.Compiled | RegexOptions.CultureInvariant);

    private static readonly string[] s_binary = [".png", ".snk", ".ico", ".zip"];

    [Test]
    public void No_file_contains_a_machine_path()
    {
        var files = RepositoryFiles.Tracked();
        Assert.That(files, Has.Length.GreaterThan(100), "git lists the repository's files");

        var found = files.SelectMany(Paths).ToArray();
        Assert.That(found, Is.Empty, "Find files from the repository's root instead (Repository.Path), or from a temporary folder that the system names.");
    }

    [TestCase("= \"/work/shared\"", true)]
    [TestCase("cd /home/ada/sdk", true)]
    [TestCase(@"C:\Users\ada", true)]
    [TestCase("/tmp/x", true)]
    [TestCase("/opt/agent/_work/1/s", true)]
    [TestCase(@"D:\src\sdk", true)]
    [TestCase(@"""C:\\agent\\_work""", true)]
    [TestCase("D:/src/sdk", true)]
    [TestCase("https://example.com/home/ada", false)]
    [TestCase("../work/x", false)]
    [TestCase("$root/tmp/x", false)]
    public void Machine_path_is_distinguished_from_an_address(string text, bool expected) => Assert.That(s_path.IsMatch(text), Is.EqualTo(expected));

    private static IEnumerable<string> Paths(string file)
    {
        var full = Repository.Path(file);
        if (file == Own || s_binary.Contains(Path.GetExtension(file)) || !File.Exists(full))
        {
            return [];
        }

        return File.ReadLines(full).Select((line, index) => (line, index)).Where(pair => s_path.IsMatch(pair.line)).Select(pair => $"{file}:{pair.index + 1}: {pair.line.Trim()}");
    }

    private static string Own => "tests/IdentitySdk.Repository.Tests/MachinePathTests.cs";
}
