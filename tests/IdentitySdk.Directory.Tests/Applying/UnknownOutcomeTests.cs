using IdentitySdk.Directories;
using static IdentitySdk.Tests.Applying.Run;
using static IdentitySdk.Tests.Plans.People;

namespace IdentitySdk.Tests.Applying;

/// <summary>Unknown outcomes of writes are resolved by reading.</summary>
public sealed class UnknownOutcomeTests
{
    [TestCase(InMemoryFault.LostResponse, 1)]
    [TestCase(InMemoryFault.LostRequest, 2)]
    public async Task Creation_with_an_unknown_outcome_never_creates_two_accounts(InMemoryFault fault, int creates)
    {
        var clock = new JumpingClock();
        var directory = new InMemoryDirectory(timeProvider: clock) { ConsistencyDelay = TimeSpan.FromSeconds(40) };
        directory.Set(User("ada"));
        clock.Advance(TimeSpan.FromMinutes(1));
        var plan = await PlanAsync(directory, [Person("ada"), Person("eve")]);
        var sent = 0;
        directory.Faults = call => call.Verb == "Create" && ++sent == 1 ? fault : InMemoryFault.None;

        var result = await ApplyAsync(plan, directory, clock);

        Assert.That(Outcomes(result), Is.EqualTo("Applied"));
        Assert.That(sent, Is.EqualTo(creates));
        Assert.That(directory.Users.Values.Count(user => user.Email == "eve@example.com"), Is.EqualTo(1));
        Assert.That(result.Results[0].UserId, Is.EqualTo(directory.Users.Values.Single(user => user.Email == "eve@example.com").Id));
    }

    [Test]
    public async Task Creation_that_stays_unknown_is_sent_at_most_twice()
    {
        var clock = new JumpingClock();
        var directory = Directory(clock, User("ada"));
        var plan = await PlanAsync(directory, [Person("ada"), Person("eve")]);
        var sent = 0;
        directory.Faults = call =>
        {
            sent += call.Verb == "Create" ? 1 : 0;
            return call.Verb == "Create" ? InMemoryFault.LostRequest : InMemoryFault.None;
        };

        var result = await ApplyAsync(plan, directory, clock);

        Assert.That(Outcomes(result), Is.EqualTo("Unknown"));
        Assert.That(result.IsComplete, Is.False);
        Assert.That(sent, Is.EqualTo(2));
        Assert.That(clock.Waits.Sum(wait => wait.TotalSeconds), Is.EqualTo(120), "the consistency delay passes after each attempt");
    }

    [TestCase("Update")]
    [TestCase("Suspend")]
    public async Task Change_with_an_unknown_outcome_is_resolved_by_reading(string verb)
    {
        foreach (var fault in new[] { InMemoryFault.LostResponse, InMemoryFault.LostRequest })
        {
            var directory = Directory(User("ada", title: "Clerk"), User("bob"));
            var plan = await PlanAsync(directory, [Person("ada")]);
            var sent = 0;
            directory.Faults = call => call.Verb == verb && ++sent == 1 ? fault : InMemoryFault.None;

            Assert.That(Outcomes(await ApplyAsync(plan, directory)), Is.EqualTo("Applied Applied"), fault.ToString());
        }
    }

    [Test]
    public async Task Change_that_stays_unknown_is_resolved_by_the_next_run()
    {
        var clock = new JumpingClock();
        var directory = Directory(clock, User("ada", title: "Clerk"));
        var plan = await PlanAsync(directory, [Person("ada")]);
        directory.Faults = call => call.IsWrite ? InMemoryFault.LostRequest : InMemoryFault.None;
        using var first = Journal(out var disk, clock: clock);
        Assert.That(Outcomes(await plan.ApplyAsync(directory, first, new ApplyOptions { TimeProvider = clock })), Is.EqualTo("Unknown"));

        directory.Faults = null;
        using var second = Journal(out _, disk, clock);
        Assert.That(Outcomes(await plan.ApplyAsync(directory, second, new ApplyOptions { TimeProvider = clock })), Is.EqualTo("Applied"));
    }
}
