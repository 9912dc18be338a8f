using System.Xml.Linq;

namespace IdentitySdk.Tests;

/// <summary>What each package asks of others.</summary>
public sealed class DependencyTests
{
    [Test]
    public void Friends_depend_on_each_other_by_exact_version()
    {
        var dependencies = Packages.Friends.SelectMany(Dependencies).Where(dependency => dependency.Id.StartsWith("IdentitySdk", StringComparison.Ordinal)).ToArray();

        Assert.That(dependencies, Is.Not.Empty);
        Assert.That(
            dependencies.Select(dependency => dependency.Version), Is.All.EqualTo($"[{Packages.Version}]"),
            "Friends see each other's internals, so another version may not load: see build/pack.targets.");
    }

    [Test]
    public void Others_depend_on_ours_by_a_range_of_patches()
    {
        var dependencies = Packages.All.Except(Packages.Friends).SelectMany(Dependencies).Where(dependency => dependency.Id.StartsWith("IdentitySdk", StringComparison.Ordinal));

        Assert.That(dependencies.Select(dependency => dependency.Version), Is.All.EqualTo($"[{Packages.Version}, 0.1.0)"));
    }

    /// <summary>A changed line is a version that hosts have to move to, or a dependency that they get: read it before it is accepted.</summary>
    [Test]
    public void Dependencies_are_the_reviewed_ones()
    {
        var lines = Packages.All.SelectMany(id => Dependencies(id).Select(dependency => $"{id} ({dependency.Target}): {dependency.Id} {dependency.Version}"));

        Snapshot.Match(string.Join('\n', lines) + "\n", "dependencies");
    }

    private static IEnumerable<(string Target, string Id, string Version)> Dependencies(string id) =>
        Packages.Nuspec(id).Descendants().Where(element => element.Name.LocalName == "dependency").Select(element =>
            ((string)element.Parent!.Attribute("targetFramework")!, (string)element.Attribute("id")!, (string)element.Attribute("version")!));
}
