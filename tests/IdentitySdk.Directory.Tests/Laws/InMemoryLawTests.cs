using IdentitySdk.Directories;
using IdentitySdk.Directories.Conformance;

namespace IdentitySdk.Tests.Laws;

/// <summary>The in-memory directory satisfies the laws, and each law detects a directory that breaks it.</summary>
public sealed class InMemoryLawTests
{
    private static IEnumerable<TestCaseData> Laws() => DirectoryLaws.All.Select(law => new TestCaseData(law).SetArgDisplayNames(law.Name));

    [TestCaseSource(nameof(Laws))]
    public async Task In_memory_directory_satisfies_the_law(DirectoryLaw law) => await law.CheckAsync(Subject(new InMemoryDirectory()));

    [TestCaseSource(nameof(Laws))]
    public async Task In_memory_directory_with_a_delay_satisfies_the_law(DirectoryLaw law)
    {
        var clock = new JumpingClock();
        await law.CheckAsync(Subject(new InMemoryDirectory(timeProvider: clock) { ConsistencyDelay = TimeSpan.FromSeconds(5) }, clock));
    }

    [TestCaseSource(nameof(Laws))]
    public void Law_detects_a_directory_that_breaks_it(DirectoryLaw law)
    {
        var breach = BrokenDirectory.Breaches[law.Name];

        Assert.That(
            async () => await law.CheckAsync(Subject(new BrokenDirectory(new InMemoryDirectory { Capabilities = BrokenDirectory.Limited(law.Name) }, breach))),
            Throws.InstanceOf<LawBrokenException>().With.Message.StartsWith(law.Name));
    }

    [Test]
    public void Every_law_has_a_breach() => Assert.That(BrokenDirectory.Breaches.Keys, Is.EquivalentTo(DirectoryLaws.All.Select(law => law.Name)));

    private static LawSubject Subject(IUserDirectory directory, TimeProvider? clock = null) => new(directory)
    {
        CustomAttributes = ["badge", "employeeNumber"],
        ConsistencyDelay = clock is null ? TimeSpan.Zero : TimeSpan.FromSeconds(30),
        TimeProvider = clock ?? TimeProvider.System,
    };
}
