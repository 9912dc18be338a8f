using System.Globalization;
using IdentitySdk.Directories;

namespace IdentitySdk.Tests.Plans;

/// <summary>A plan for 100,000 people and 100,000 users.</summary>
[Explicit("Slow: 200,000 people and users.")]
[Category("Slow")]
public sealed class LargePlanTests
{
    private const int Size = 100_000;

    [Test]
    public async Task Plan_for_100000_people_uses_bounded_memory()
    {
        var directory = new InMemoryDirectory();
        for (var number = 0; number < Size; number++)
        {
            directory.Set(People.User(Name(number)));
        }

        var before = GC.GetTotalMemory(forceFullCollection: true);
        var start = TimeProvider.System.GetTimestamp();
        var plan = await People.PlanAsync(directory, Enumerable.Range(10, Size).Select(number => People.Person(Name(number), title: number % 100 == 0 ? "New" : "Engineer")));
        var time = TimeProvider.System.GetElapsedTime(start);
        var retained = GC.GetTotalMemory(forceFullCollection: true) - before;

        Assert.That(plan.Summary.ToString(), Is.EqualTo("Create 10, Update 999, Suspend 10"));
        Assert.That(retained, Is.LessThan(20_000_000), "only the changes are retained");
        await TestContext.Out.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:F1} s, {retained / 1_000_000.0:F1} MB retained"));
        GC.KeepAlive(plan);
    }

    private static string Name(int number) => number.ToString("D6", CultureInfo.InvariantCulture);
}
