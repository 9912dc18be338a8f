using System.Text;
using System.Text.RegularExpressions;

namespace IdentitySdk.Tests;

/// <summary>Checks <c>docs/reliability.md</c>: its tables match the tests, and every test it names exists.</summary>
public sealed class ReliabilityTests
{
    private static readonly string s_path = Repository.Path("docs", "reliability.md");

    private static readonly string s_calls = Table(
        ["fault", "OneLogin, Okta and Agilicus"], FaultCase.All.Select(fault => new[] { fault.Name, fault.Outcome }));

    private static readonly string s_lists = Table(
        ["fault", "OneLogin", "Okta", "Agilicus"], ListFaultCase.All.Select(fault => new[] { fault.Name, fault.OneLogin, fault.Okta, fault.Agilicus }));

    private static readonly string s_contents = Table(
        ["content", "OneLogin, Okta and Agilicus"], ContentFault.All.Select(fault => new[] { fault.Name, fault.Outcome }));

    private static readonly string s_hosts = Table(
        ["fault of the host", "a read, for OneLogin, Okta and Agilicus", "each write"], HostFault.All.Select(fault => new[] { fault.Name, fault.Read, fault.Write }));

    [Test]
    public void Fault_tables_match_the_tests()
    {
        var text = File.ReadAllText(s_path);
        var filled = Fill(Fill(Fill(Fill(text, "calls", s_calls), "lists", s_lists), "contents", s_contents), "hosts", s_hosts);
        if (Environment.GetEnvironmentVariable("UPDATE_SNAPSHOTS") == "1")
        {
            File.WriteAllText(s_path, filled);
            return;
        }

        Assert.That(text, Is.EqualTo(filled), "Run this test with UPDATE_SNAPSHOTS=1 and commit docs/reliability.md.");
    }

    [Test]
    public void Every_named_test_exists()
    {
        var tests = Directory.EnumerateFiles(Repository.Path("tests"), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains("/obj/") && !file.Contains("\\obj\\"))
            .ToLookup(Path.GetFileNameWithoutExtension, File.ReadAllText);
        var named = Regex.Matches(File.ReadAllText(s_path), @"`(\w+(?:Tests|Properties|Laws))\.(\w+)`");

        Assert.That(named, Has.Count.GreaterThan(70));
        foreach (Match name in named)
        {
            var declaration = $@"public (async )?(Task|void) {name.Groups[2].Value}\(";
            Assert.That(tests[name.Groups[1].Value], Has.Some.Matches<string>(source => Regex.IsMatch(source!, declaration)), name.Value);
        }
    }

    [Test]
    public void Every_rule_names_its_tests_and_what_was_broken()
    {
        var text = File.ReadAllText(s_path);
        var table = text[text.IndexOf("| rule | tests | seen to fail when |", StringComparison.Ordinal)..].Split("\n\n")[0];
        var rules = table.Split('\n').Skip(2).Where(row => !row.StartsWith("| **", StringComparison.Ordinal)).ToList();

        Assert.That(rules, Has.Count.GreaterThan(50));
        Assert.That(rules, Has.All.Match(@"^\| .+ \| .*`\w+\.\w+`.* \| .+ \|$"), "Name a test of each rule, break the rule, see the test fail, and state what was broken.");
    }

    private static string Fill(string text, string name, string table)
    {
        var (start, end) = ($"<!-- {name} -->\n", $"<!-- /{name} -->");
        var from = text.IndexOf(start, StringComparison.Ordinal) + start.Length;
        return text[..from] + table + text[text.IndexOf(end, StringComparison.Ordinal)..];
    }

    private static string Table(string[] columns, IEnumerable<string[]> rows)
    {
        var table = new StringBuilder();
        foreach (var row in rows.Prepend([.. columns.Select(_ => "---")]).Prepend(columns))
        {
            table.Append("| ").AppendJoin(" | ", row).Append(" |\n");
        }

        return table.ToString();
    }
}
