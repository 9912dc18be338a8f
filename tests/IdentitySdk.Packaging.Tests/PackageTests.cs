using System.Text.RegularExpressions;

namespace IdentitySdk.Tests;

/// <summary>The packages as users receive them: packed, restored from a feed, and referenced by a project.</summary>
public sealed class PackageTests
{
    private static readonly string[] s_libraries = Packages.Libraries;

    [Test]
    public void Every_package_exists_with_its_symbols()
    {
        string[] expected = [.. s_libraries, "IdentitySdk.Cli", "IdentitySdk.Testing"];

        Assert.That(Directory.GetFiles(Packages.Feed, "*.nupkg").Select(Id), Is.EquivalentTo(expected));
        Assert.That(Directory.GetFiles(Packages.Feed, "*.snupkg").Select(Id), Is.EquivalentTo(expected));
    }

    [TestCaseSource(nameof(s_libraries))]
    public void Library_has_both_targets_documentation_and_readme(string id)
    {
        using var package = Packages.Open(id);
        var files = package.Entries.Select(entry => entry.FullName).ToList();

        foreach (var target in new[] { "netstandard2.0", "net8.0" })
        {
            Assert.That(files, Does.Contain($"lib/{target}/{id}.dll"));
            Assert.That(files, Does.Contain($"lib/{target}/{id}.xml"));
        }

        Assert.That(files, Does.Contain("README.md"));
        Assert.That(Packages.Nuspec(id).ToString(), Does.Contain("<license type=\"expression\">MIT</license>").And.Not.Contain("NSwag"));
    }

    [TestCaseSource(typeof(Packages), nameof(Packages.All))]
    public void Readme_has_absolute_links_and_the_text_of_the_repository(string id)
    {
        using var package = Packages.Open(id);
        using var reader = new StreamReader(package.GetEntry("README.md")!.Open());
        var readme = reader.ReadToEnd();

        Assert.That(Regex.Matches(readme, @"\]\((?!https://|#)[^)]*").Select(match => match.Value), Is.Empty);
        var pages = Regex.Match(readme, @"https://[^)]*/blob/v[^/]+/(?=CHANGELOG)").Value;
        Assert.That(readme.Replace("](" + pages, "]("), Is.EqualTo(File.ReadAllText(Repository.Path("README.md"))));
    }

    [TestCase("netstandard2.0", "")]
    [TestCase("net8.0", "<PackageReference Include=\"IdentitySdk.Testing\" Version=\"" + Packages.Version + "\" />")]
    public async Task New_consumer_project_compiles(string target, string references)
    {
        var folder = Directory.CreateDirectory(Path.Combine(Packages.Work, target)).FullName;
        var cache = Environment.GetEnvironmentVariable("NUGET_PACKAGES") ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        await File.WriteAllTextAsync(Path.Combine(folder, "Consumer.csproj"), $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFramework>{target}</TargetFramework>
                <LangVersion>latest</LangVersion>
                <Nullable>enable</Nullable>
                <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
                <RestorePackagesPath>{Packages.Work}/cache</RestorePackagesPath>
                <RestoreAdditionalProjectFallbackFolders>{cache}</RestoreAdditionalProjectFallbackFolders>
                <RestoreAdditionalProjectSources>{Packages.Feed}</RestoreAdditionalProjectSources>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="IdentitySdk" Version="{Packages.Version}" />
                <PackageReference Include="IdentitySdk.Redis" Version="{Packages.Version}" />
                <PackageReference Include="IdentitySdk.Directory" Version="{Packages.Version}" />
                {references}
              </ItemGroup>
            </Project>
            """);
        await File.WriteAllTextAsync(Path.Combine(folder, "Consumer.cs"), await File.ReadAllTextAsync(Repository.Path("tests", "IdentitySdk.Packaging.Tests", "Consumer", "Consumer.cs")));

        await DotNet.RunAsync(folder, "build", "-v:q");
    }

    private static string Id(string file) => Path.GetFileName(file)[..Path.GetFileName(file).IndexOf('.' + Packages.Version, StringComparison.Ordinal)];
}
