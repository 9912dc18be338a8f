using IdentitySdk.Directories;
using static IdentitySdk.Tests.Applying.Run;
using static IdentitySdk.Tests.Plans.People;

namespace IdentitySdk.Tests.Applying;

/// <summary>The checks before a write, and the users that are not written.</summary>
public sealed class ApplyTests
{
    [Test]
    public async Task Apply_returns_a_result_for_each_change_and_reaches_the_planned_state()
    {
        var directory = Directory(User("ada", title: "Clerk"), User("bob"), User("joe", UserState.Suspended));
        var plan = await PlanAsync(directory, [Person("ada"), Person("eve"), Person("joe", title: "Baron", state: UserState.Active)]);

        var result = await ApplyAsync(plan, directory);

        Assert.That(result.IsComplete && result.Stopped is null);
        Assert.That(result.Results.Select(change => change.Change.Number), Is.EqualTo(Enumerable.Range(1, 5)));
        Assert.That(result[ChangeOutcome.Applied], Is.EqualTo(5));
        Assert.That(await plan.VerifyAsync(directory), Is.Empty);
        Assert.That(await PlanAsync(directory, [Person("ada"), Person("eve"), Person("joe", title: "Baron", state: UserState.Active)]), Has.Property("Changes").Empty);
    }

    [Test]
    public async Task Plan_of_another_tenant_is_refused_before_anything_is_read()
    {
        var plan = await PlanAsync(Directory(User("ada")), [Person("ada", title: "x")]);
        var other = new InMemoryDirectory("other");

        Assert.That(async () => await ApplyAsync(plan, other), Throws.InvalidOperationException.With.Message.Contains("memory:other"));
        Assert.That(async () => await plan.VerifyAsync(other), Throws.InvalidOperationException);
        Assert.That(other.Calls, Is.Zero);
    }

    [Test]
    public async Task Apply_checks_the_guard_again_and_accepts_only_the_exact_number()
    {
        var directory = Directory([.. Enumerable.Range(0, 40).Select(number => User($"u{number}"))]);
        var blocked = await Assert.ThrowsAsync<PlanBlockedException>(() =>
            PlanAsync(directory, Enumerable.Range(0, 30).Select(number => Person($"u{number}")), Options(options => options.Guard = new PlanGuard { MinShareMatched = 0 })));
        var plan = blocked!.Plan;

        Assert.That(async () => await ApplyAsync(plan, directory), Throws.InstanceOf<PlanBlockedException>());
        Assert.That(
            async () => await ApplyAsync(plan, directory, options: new ApplyOptions { Guard = plan.Guard.AllowLosingAccess(exactly: 9) }), Throws.InstanceOf<PlanBlockedException>());
        Assert.That(directory.Users.Values.Count(user => user.CanSignIn), Is.EqualTo(40));

        var result = await ApplyAsync(plan, directory, options: new ApplyOptions { Guard = plan.Guard.AllowLosingAccess(exactly: 10) });
        Assert.That(result[ChangeOutcome.Applied], Is.EqualTo(10));
    }

    [Test]
    public async Task Plan_that_changes_a_protected_user_writes_nothing()
    {
        var directory = Directory(User("ada"), User("bob"));
        var plan = await PlanAsync(directory, [Person("ada", title: "x")]);

        Assert.That(
            async () => await ApplyAsync(plan, directory, options: new ApplyOptions { Protected = ["BOB@example.com"] }),
            Throws.InstanceOf<PlanBlockedException>().With.Message.Contains("protected"));
        Assert.That(directory.Users["id-ada"].Title, Is.EqualTo("Engineer"));
    }

    [Test]
    public async Task Plan_with_an_unsupported_action_writes_nothing()
    {
        var directory = Directory(User("ada"), User("bob"));
        var plan = await PlanAsync(directory, [Person("ada", title: "x")]);
        var poor = new InMemoryDirectory { Capabilities = new DirectoryCapabilities("Poor", UserKey.Login) };

        Assert.That(async () => await ApplyAsync(plan, poor), Throws.InstanceOf<NotSupportedException>().With.Message.Contains("Suspend"));
        Assert.That(poor.Calls, Is.Zero);
    }

    [TestCase("title")]
    [TestCase("department")]
    [TestCase("state")]
    [TestCase("gone")]
    public async Task User_that_changed_since_the_plan_is_not_written(string what)
    {
        var directory = Directory(User("ada", title: "Clerk"), User("bob"));
        var plan = await PlanAsync(directory, [Person("ada"), Person("bob")]);
        if (what == "gone")
        {
            await directory.DeleteAsync("id-ada");
        }
        else
        {
            directory.Set(what switch
            {
                "title" => User("ada", title: "Other"),
                "department" => User("ada", title: "Clerk", department: "Other"),
                _ => User("ada", UserState.Suspended, title: "Clerk"),
            });
        }

        var writes = Writes(directory);
        var result = await ApplyAsync(plan, directory);

        Assert.That(Outcomes(result), Is.EqualTo("Drifted"));
        Assert.That(writes, Is.Empty);
        Assert.That(await plan.VerifyAsync(directory), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task User_in_the_planned_state_is_not_written()
    {
        var directory = Directory(User("ada", title: "Clerk"), User("bob"));
        var plan = await PlanAsync(directory, [Person("ada"), Person("eve")]);
        directory.Set(User("ada"));
        directory.Set(User("bob", UserState.Suspended));
        directory.Set(User("eve"));
        var writes = Writes(directory);

        Assert.That(Outcomes(await ApplyAsync(plan, directory)), Is.EqualTo("AlreadySo AlreadySo AlreadySo"));
        Assert.That(writes, Is.Empty);
    }

    [Test]
    public async Task Existing_account_with_the_key_and_other_values_is_not_changed()
    {
        var directory = Directory(User("ada"));
        var plan = await PlanAsync(directory, [Person("ada"), Person("eve")]);
        directory.Set(User("eve", title: "Other"));

        Assert.That(Outcomes(await ApplyAsync(plan, directory)), Is.EqualTo("Drifted"));
        Assert.That(directory.Users["id-eve"].Title, Is.EqualTo("Other"));
        Assert.That(directory.Users, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task Verification_finds_later_changes_by_another_client()
    {
        var directory = Directory(User("ada", title: "Clerk"), User("bob"), User("joe"));
        var plan = await PlanAsync(directory, [Person("ada"), Person("eve"), Person("joe", title: "Baron")]);
        await ApplyAsync(plan, directory);
        directory.Set(User("ada", title: "Other"));
        directory.Set(User("bob"));
        await directory.DeleteAsync(directory.Users.Values.Single(user => user.Email == "eve@example.com").Id);

        var differences = await plan.VerifyAsync(directory);

        Assert.That(differences.Select(difference => $"{difference.Change.Kind} {difference.What}"), Is.EqualTo(new[] { "Update title", "Suspend state", "Create account" }));
        Assert.That(differences[0].Actual, Is.EqualTo((AttributeValue)"Other"));
    }

    private static List<string> Writes(InMemoryDirectory directory)
    {
        List<string> writes = [];
        directory.Faults = call =>
        {
            if (call.IsWrite)
            {
                writes.Add(call.Verb);
            }

            return InMemoryFault.None;
        };
        return writes;
    }
}
