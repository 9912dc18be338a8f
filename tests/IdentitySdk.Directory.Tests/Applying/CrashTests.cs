using IdentitySdk.Directories;
using IdentitySdk.Tests.Journals;
using static IdentitySdk.Tests.Plans.People;

namespace IdentitySdk.Tests.Applying;

/// <summary>A run that crashes at any step resumes with its journal, and reaches the same result as an uninterrupted run. KillTests kills a real process.</summary>
public sealed class CrashTests
{
    [TestCase(1)]
    [TestCase(3)]
    public async Task Run_that_crashes_at_any_step_resumes_to_the_same_result(int concurrency)
    {
        for (var at = 1; ; at++)
        {
            var (directory, plan) = await StartAsync();
            var disk = new CrashingDisk(at);
            var hasCrashed = await CrashAsync(plan, directory, disk, concurrency);
            await FinishAsync(plan, directory, disk.Saved, $"step {at}");
            if (!hasCrashed)
            {
                Assert.That(at, Is.GreaterThan(30));
                return;
            }
        }
    }

    [Test]
    public async Task Run_that_crashes_repeatedly_resumes_to_the_same_result([Range(1, 30)] int seed)
    {
        var random = new Random(seed);
        var (directory, plan) = await StartAsync();
        byte[] saved = [];
        for (var crash = 0; crash < 20; crash++)
        {
            var disk = new CrashingDisk(random.Next(1, 12), saved);
            await CrashAsync(plan, directory, disk, random.Next(1, 5));
            saved = disk.Saved;
        }

        await FinishAsync(plan, directory, saved, "after the last run");
    }

    private static async Task<(InMemoryDirectory Directory, DirectoryPlan Plan)> StartAsync()
    {
        var directory = Directory(User("ada", title: "Clerk"), User("bob"), User("joe", UserState.Suspended, title: "x"), User("sue"));
        var plan = await PlanAsync(
            directory, [Person("ada"), Person("eve"), Person("joe", state: UserState.Active), Person("sue", title: "Baron", state: UserState.Suspended), Person("zoe")]);
        Assert.That(plan.Changes, Has.Count.EqualTo(8));
        return (directory, plan);
    }

    private static async Task<bool> CrashAsync(DirectoryPlan plan, InMemoryDirectory directory, CrashingDisk disk, int concurrency)
    {
        try
        {
            using var journal = new ChangeJournal(disk, TimeProvider.System);
            await plan.ApplyAsync(new CrashingDirectory(directory, disk), journal, new ApplyOptions { Concurrency = concurrency, ConsistencyDelay = TimeSpan.Zero });
            return false;
        }
        catch (CrashingDisk.CrashException)
        {
            return true;
        }
    }

    private static async Task FinishAsync(DirectoryPlan plan, InMemoryDirectory directory, byte[] saved, string when)
    {
        using var journal = new ChangeJournal(new CrashingDisk(int.MaxValue, saved), TimeProvider.System);
        var result = await plan.ApplyAsync(directory, journal, new ApplyOptions { ConsistencyDelay = TimeSpan.Zero });

        Assert.That(result.Results.Select(change => change.Outcome), Is.All.EqualTo(ChangeOutcome.Applied).Or.EqualTo(ChangeOutcome.AlreadySo), when);
        Assert.That(directory.Users.Values.Select(user => $"{user.Email} {user.State} {user.Title}").Order(), Is.EqualTo(new[]
        {
            "ada@example.com Active Engineer", "bob@example.com Suspended Engineer", "eve@example.com Active Engineer",
            "joe@example.com Active Engineer", "sue@example.com Suspended Baron", "zoe@example.com Active Engineer",
        }), when);
        Assert.That(await plan.VerifyAsync(directory), Is.Empty, when);
    }
}
