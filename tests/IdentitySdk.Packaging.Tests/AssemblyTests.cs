using System.Reflection;
using System.Reflection.PortableExecutable;

namespace IdentitySdk.Tests;

/// <summary>The assemblies in the packages.</summary>
public sealed class AssemblyTests
{
    private const string PublicKeyToken = "356f0351224bd412";

    private static readonly string s_sizes = Repository.Path("build", "sizes.txt");

    [TestCaseSource(typeof(Packages), nameof(Packages.All))]
    public void Assembly_is_signed_with_the_key_of_the_repository(string id)
    {
        var assemblies = Packages.Assemblies(id);

        Assert.That(assemblies, Is.Not.Empty);
        foreach (var (target, file) in assemblies)
        {
            using var image = new PEReader(File.OpenRead(file));
            Assert.That(image.PEHeaders.CorHeader!.Flags.HasFlag(CorFlags.StrongNameSigned), Is.True, $"{id} ({target}) is not signed");
            Assert.That(Convert.ToHexStringLower(AssemblyName.GetAssemblyName(file).GetPublicKeyToken()!), Is.EqualTo(PublicKeyToken), $"{id} ({target})");
        }
    }

    [TestCaseSource(typeof(Packages), nameof(Packages.All))]
    public void Assembly_grows_by_at_most_five_percent(string id)
    {
        var lines = File.ReadLines(s_sizes).Select(line => line.Split(' '));
        var recorded = lines.Where(parts => parts[0] == id).Select(parts => long.Parse(parts[1])).ToArray();
        var actual = new FileInfo(Packages.Assemblies(id).Single(assembly => assembly.Target != "netstandard2.0").File).Length;

        Assert.That(recorded, Has.Length.EqualTo(1), $"build/sizes.txt has no line for {id}: add \"{id} {actual}\".");
        Assert.That(
            actual * 100, Is.LessThanOrEqualTo(recorded[0] * 105),
            $"{id} has {actual:N0} bytes instead of {recorded[0]:N0}. "
            + $"If the growth is justified, state why in CHANGELOG.md and set \"{id} {actual}\" in build/sizes.txt.");
    }
}
