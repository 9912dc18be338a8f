using System.Text.RegularExpressions;
using IdentitySdk.Generation;

namespace IdentitySdk.Tests;

/// <summary>Specifications that the generator does not support fail the check. In <c>BadSpecs/</c> a comment has the finding expected for its line.</summary>
public sealed partial class SpecCheckTests
{
    private static readonly string s_folder = Repository.Path("tests", "IdentitySdk.Generation.Tests", "BadSpecs");

    public static IEnumerable<string> Names => Directory.GetFiles(s_folder, "*.yaml").Select(path => Path.GetFileNameWithoutExtension(path)).Order();

    [TestCaseSource(nameof(Names))]
    public void Bad_specification_has_exactly_the_expected_findings(string name)
    {
        var path = Path.Combine(s_folder, $"{name}.yaml");
        var expected = File.ReadLines(path).SelectMany((line, index) => Expectation().Matches(line).Select(match => $"({index + 1}) {match.Value}"));

        var found = SpecChecker.Check(path);

        Assert.That(found.Select(finding => $"({finding.Line}) {finding.Code}"), Is.EquivalentTo(expected), () => string.Join('\n', found));
    }

    [TestCase("okta")]
    [TestCase("onelogin")]
    [TestCase("agilicus")]
    public void Vendor_specifications_have_no_finding(string vendor) =>
        Assert.That(SpecChecker.Check(Repository.Path("specs", vendor, "openapi.yaml")), Is.Empty);

    [Test]
    public void Rule_has_a_bad_example()
    {
        var rules = Directory.GetFiles(Repository.Path("build", "Generation", "Check"), "*.cs")
            .SelectMany(path => Expectation().Matches(File.ReadAllText(path)))
            .Select(match => match.Value);
        var examples = Directory.GetFiles(s_folder).SelectMany(path => Expectation().Matches(File.ReadAllText(path))).Select(match => match.Value);

        // SPEC015 is about the configuration: ConfigurationTests.
        Assert.That(rules.Distinct().Except(examples), Is.EquivalentTo(["SPEC015"]));
    }

    [Test]
    public void Invalid_YAML_is_a_finding_with_its_line()
    {
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Path, "openapi.yaml");
        File.WriteAllText(path, "openapi: 3.0.3\ninfo: {\n");

        Assert.That(SpecChecker.Check(path).Single(), Has.Property("Code").EqualTo("SPEC000").And.Property("Line").GreaterThan(1));
    }

    [Test]
    public void Finding_has_the_format_of_MSBuild() =>
        Assert.That(new Finding("/a/openapi.yaml", 3, 7, "SPEC001", "Message.").ToString(), Is.EqualTo("/a/openapi.yaml(3,7): error SPEC001: Message."));

    [Test]
    public async Task Program_fails_when_there_is_a_finding()
    {
        var program = typeof(Finding).Assembly.Location;
        string[] others = [Repository.Path("build", "client.nswag"), BuildSettings.NSwagTools];
        var bad = await ChildProcess.RunAsync(program, ["check", Path.Combine(s_folder, "ids.yaml"), .. others]);
        var good = await ChildProcess.RunAsync(program, ["check", MiniSpec.PathOf("results"), .. others]);

        Assert.Multiple(() =>
        {
            Assert.That(bad.ExitCode, Is.EqualTo(1));
            Assert.That(bad.Output, Does.Contain("ids.yaml(").And.Contain("): error SPEC002: "));
            Assert.That(good.ExitCode, Is.Zero);
            Assert.That(good.Output, Is.Empty);
        });
    }

    [GeneratedRegex("SPEC[0-9]{3}")]
    private static partial Regex Expectation();
}
