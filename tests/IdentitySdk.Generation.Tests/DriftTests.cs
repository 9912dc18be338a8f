using IdentitySdk.Generation;

namespace IdentitySdk.Tests;

/// <summary>The code in <c>generated/</c> is up to date with specifications and templates.</summary>
public sealed class DriftTests
{
    [TestCase("Okta")]
    [TestCase("OneLogin")]
    [TestCase("Agilicus")]
    public void Generated_code_is_up_to_date(string vendor)
    {
        var made = Generator.Run(Repository.Path("specs", vendor.ToLowerInvariant(), "openapi.yaml"), $"IdentitySdk.{vendor}");
        var committed = GeneratedCode.Read(Repository.Path("generated", vendor));

        Assert.That(
            made,
            Is.EqualTo(committed),
            $"generated/{vendor} is out of date with specs/ and templates/. Run build/generate.sh (or 'dotnet build src/IdentitySdk.{vendor}'), review the difference and commit it.");
    }

    [TestCase("Okta")]
    [TestCase("OneLogin")]
    [TestCase("Agilicus")]
    public void Form_table_is_up_to_date(string vendor) => Assert.That(
        FormTable.Write(Repository.Path("specs", vendor.ToLowerInvariant(), "openapi.yaml")),
        Is.EqualTo(File.ReadAllText(Repository.Path("generated", vendor, "Forms.json"))),
        $"generated/{vendor}/Forms.json is out of date with specs/. Run build/generate.sh and commit it.");

    [TestCase("Okta")]
    [TestCase("OneLogin")]
    [TestCase("Agilicus")]
    public void Help_table_is_up_to_date(string vendor) => Assert.That(
        HelpTable.Write(Repository.Path("specs", vendor.ToLowerInvariant(), "openapi.yaml")),
        Is.EqualTo(File.ReadAllText(Repository.Path("generated", vendor, "Help.json"))),
        $"generated/{vendor}/Help.json is out of date with specs/. Run build/generate.sh and commit it.");

    [Test]
    public void Generated_folder_has_no_other_file()
    {
        var files = Directory.GetFiles(Repository.Path("generated"), "*", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(Repository.Path("generated"), path).Replace('\\', '/'));
        var expected = from vendor in new[] { "Agilicus", "Okta", "OneLogin" } from file in new[] { "Clients.g.cs", "Forms.json",
            "Help.json", "Models.g.cs" } select $"{vendor}/{file}";

        Assert.That(files, Is.EquivalentTo(expected));
    }
}
