namespace IdentitySdk.Tests;

/// <summary>What is committed in <c>generated/</c> is what specifications and templates make now.</summary>
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
            $"generated/{vendor} is not what specs/ and templates/ make. Repair: run build/generate.sh (or 'dotnet build src/IdentitySdk.{vendor}'), read the difference, commit it.");
    }

    [Test]
    public void Generated_folder_holds_nothing_else()
    {
        var files = Directory.GetFiles(Repository.Path("generated"), "*", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(Repository.Path("generated"), path).Replace('\\', '/'));
        var expected = from vendor in new[] { "Agilicus", "Okta", "OneLogin" } from file in new[] { "Clients.g.cs", "Models.g.cs" } select $"{vendor}/{file}";

        Assert.That(files, Is.EquivalentTo(expected));
    }
}
