using IdentitySdk.Generation;

namespace IdentitySdk.Tests;

/// <summary>Each feature of the templates, with a specification of its own.</summary>
public sealed class GenerationTests
{
    [TestCaseSource(typeof(MiniSpec), nameof(MiniSpec.Names))]
    public void Generated_code_equals_its_snapshot(string name) => Snapshot.Match(MiniSpec.Generate(name).Bodies(), name);

    [TestCaseSource(typeof(MiniSpec), nameof(MiniSpec.Names))]
    public void Generated_code_compiles_without_warnings(string name) => Assert.Multiple(() =>
    {
        Assert.That(MiniSpec.Compile(name, "netstandard2.0"), Is.Not.Empty);
        Assert.That(MiniSpec.Compile(name, "net8.0"), Is.Not.Empty);
    });

    [TestCaseSource(typeof(MiniSpec), nameof(MiniSpec.Names))]
    public void Specification_passes_the_check(string name) => Assert.That(SpecChecker.Check(MiniSpec.PathOf(name)), Is.Empty);
}
