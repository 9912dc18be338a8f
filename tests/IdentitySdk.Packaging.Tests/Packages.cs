using System.IO.Compression;
using System.Xml.Linq;

namespace IdentitySdk.Tests;

/// <summary>All packages, packed once for all tests, as for a release.</summary>
[SetUpFixture]
public sealed class Packages
{
    internal const string Version = "0.0.0-packaging";

    /// <summary>The libraries with access to each other's internals.</summary>
    internal static readonly string[] Friends = ["IdentitySdk", "IdentitySdk.Agilicus", "IdentitySdk.Core", "IdentitySdk.Okta", "IdentitySdk.OneLogin"];

    /// <summary>All libraries for .NET Standard and .NET 8.</summary>
    internal static readonly string[] Libraries = [.. Friends, "IdentitySdk.Directory", "IdentitySdk.Directory.Conformance"];

    /// <summary>The ids of all packages, from the project folders.</summary>
    internal static string[] All { get; } = [.. Directory.GetDirectories(Repository.Path("src")).Select(folder => Path.GetFileName(folder)!).Order(StringComparer.Ordinal)];

    internal static string Work { get; private set; } = "";

    internal static string Feed => Path.Combine(Work, "feed");

    [OneTimeSetUp]
    public async Task Pack()
    {
        Work = Directory.CreateTempSubdirectory("identitysdk-packages-").FullName;
        await DotNet.RunAsync(
            Repository.Root, "build", "build/Packages.proj", "-t:Pack", "-c:Release", $"-p:PackageVersion={Version}", $"-p:PackageOutputPath={Feed}", "-v:q");
    }

    [OneTimeTearDown]
    public void Remove() => Directory.Delete(Work, recursive: true);

    internal static ZipArchive Open(string id) => ZipFile.OpenRead(Path.Combine(Feed, $"{id}.{Version}.nupkg"));

    internal static XDocument Nuspec(string id)
    {
        using var package = Open(id);
        using var nuspec = package.GetEntry($"{id}.nuspec")!.Open();
        return XDocument.Load(nuspec);
    }

    /// <summary>Extracts the package's own assembly for each target.</summary>
    internal static IReadOnlyList<(string Target, string File)> Assemblies(string id)
    {
        using var package = Open(id);
        var folder = Path.Combine(Work, "assemblies");
        return [.. package.Entries.Where(entry => entry.Name == $"{id}.dll").Select(Extract)];

        (string, string) Extract(ZipArchiveEntry entry)
        {
            var target = entry.FullName.Split('/')[1];
            var file = Path.Combine(Directory.CreateDirectory(Path.Combine(folder, target)).FullName, entry.Name);
            entry.ExtractToFile(file, overwrite: true);
            return (target, file);
        }
    }
}
