using System.Xml.Linq;

namespace IdentitySdk.Tests;

/// <summary>The dependencies of each package.</summary>
public sealed class DependencyTests
{
    [Test]
    public void Friends_depend_on_each_other_by_exact_version()
    {
        var dependencies = Packages.Friends.SelectMany(Dependencies).Where(dependency => dependency.Id.StartsWith("IdentitySdk", StringComparison.Ordinal)).ToArray();

        Assert.That(dependencies, Is.Not.Empty);
        Assert.That(
            dependencies.Select(dependency => dependency.Version), Is.All.EqualTo($"[{Packages.Version}]"),
            "Friends use each other's internals, so only the same version works: see build/pack.targets.");
    }

    [Test]
    public void Other_packages_depend_on_a_range_of_patch_versions()
    {
        var dependencies = Packages.All.Except(Packages.Friends).SelectMany(Dependencies).Where(dependency => dependency.Id.StartsWith("IdentitySdk", StringComparison.Ordinal));

        Assert.That(dependencies.Select(dependency => dependency.Version), Is.All.EqualTo($"[{Packages.Version}, 0.1.0)"));
    }

    /// <summary>A changed line is a new minimum version or a new dependency for hosts: review it before accepting it.</summary>
    [Test]
    public void Dependencies_match_the_reviewed_list()
    {
        var lines = Packages.All.SelectMany(id => Dependencies(id).Select(dependency => $"{id} ({dependency.Target}): {dependency.Id} {dependency.Version}"));

        Snapshot.Match(string.Join('\n', lines) + "\n", "dependencies");
    }

    private static IEnumerable<(string Target, string Id, string Version)> Dependencies(string id) =>
        Packages.Nuspec(id).Descendants().Where(element => element.Name.LocalName == "dependency").Select(element =>
            ((string)element.Parent!.Attribute("targetFramework")!, (string)element.Attribute("id")!, (string)element.Attribute("version")!));
}
