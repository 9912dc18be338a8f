using IdentitySdk.Generation;

namespace IdentitySdk.Tests;

/// <summary>Keys that NSwag does not know, and would ignore, fail the check.</summary>
public sealed class ConfigurationTests
{
    private static readonly string s_configuration = Repository.Path("build", "client.nswag");

    [Test]
    public void Configuration_of_the_build_has_no_unknown_key() => Assert.That(ConfigurationRules.Check(s_configuration, BuildSettings.NSwagTools), Is.Empty);

    [TestCase("\"generateNullableReferenceTypes\"", "\"generateNullableReferencesTypes\"")]
    [TestCase("\"url\"", "\"uri\"")]
    [TestCase("\"runtime\"", "\"runTime\"")]
    [TestCase("\"openApiToCSharpClient\"", "\"openApiToCsharpClient\"")]
    public void Misspelt_key_is_reported_with_its_line(string key, string misspelt)
    {
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Path, "client.nswag");
        var text = File.ReadAllText(s_configuration);
        File.WriteAllText(path, text.Replace(key, misspelt, StringComparison.Ordinal));

        var finding = ConfigurationRules.Check(path, BuildSettings.NSwagTools).Single();

        var line = text[..text.IndexOf(key, StringComparison.Ordinal)].Count(character => character == '\n') + 1;
        Assert.That(finding, Is.EqualTo(new Finding(path, line, finding.Column, "SPEC015", $"NSwag does not know '{misspelt.Trim('"')}'.")));
    }
}
