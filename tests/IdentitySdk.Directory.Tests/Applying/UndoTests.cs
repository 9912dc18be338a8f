using IdentitySdk.Directories;
using IdentitySdk.Tests.Journals;
using static IdentitySdk.Tests.Applying.Run;
using static IdentitySdk.Tests.Plans.People;

namespace IdentitySdk.Tests.Applying;

public sealed class UndoTests
{
    private static readonly PlanGuard s_open = new() { MaxLosingAccess = int.MaxValue, MaxShareLosingAccess = 1 };

    [TestCase(MissingPolicy.Suspend)]
    [TestCase(MissingPolicy.Deactivate)]
    public async Task Undo_restores_the_original_state(MissingPolicy missing)
    {
        var directory = Directory(User("ada", title: "Clerk"), User("bob"), User("joe", UserState.Suspended, title: null), User("sue"), User("tom", UserState.Deactivated));
        var before = Show(directory);
        var disk = await ApplyAsync(
            directory,
            [Person("ada"), Person("eve"), Person("joe", title: "Baron", state: UserState.Active), Person("sue", title: "x", state: UserState.Suspended), Person("tom", state: UserState.Active)],
            Options(options => options.Missing = missing));
        Assert.That(Show(directory), Is.Not.EqualTo(before));

        var undo = await UndoAsync(directory, disk, new UndoOptions { Created = CreatedPolicy.Delete, Guard = s_open });
        Assert.That(undo.Skipped, Is.Empty);
        await Run.ApplyAsync(undo, directory);

        Assert.That(Show(directory), Is.EqualTo(before));
    }

    [TestCase(UserState.Pending)]
    [TestCase(UserState.Suspended)]
    [TestCase(UserState.Locked)]
    public async Task Deactivation_of_a_user_who_could_not_sign_in_is_skipped(UserState before)
    {
        var directory = Directory(User("ada"), User("joe", before));
        var disk = await ApplyAsync(directory, [Person("ada")], Options(options => options.Missing = MissingPolicy.Deactivate));

        var undo = await UndoAsync(directory, disk);

        Assert.That(undo.Changes.Select(change => change.Kind), Has.None.EqualTo(ChangeKind.Activate));
        Assert.That(undo.Skipped.Single(), Has.Property("Reason").EqualTo(SkipReason.CannotUndo).And.Property("Detail").Contains($"{before}"));
    }

    [TestCase(CreatedPolicy.Stop, "eve@example.com Deactivated Engineer R&D")]
    [TestCase(CreatedPolicy.Leave, "eve@example.com Active Engineer R&D")]
    public async Task Created_account_is_deactivated_or_left(CreatedPolicy created, string expected)
    {
        var directory = Directory(User("ada"));
        var disk = await ApplyAsync(directory, [Person("ada"), Person("eve")]);

        await Run.ApplyAsync(await UndoAsync(directory, disk, new UndoOptions { Created = created }), directory);

        Assert.That(Show(directory), Does.Contain(expected));
    }

    [Test]
    public async Task User_that_changed_since_the_run_is_skipped()
    {
        var directory = Directory(User("ada", title: "Clerk"), User("bob"), User("joe"));
        var disk = await ApplyAsync(directory, [Person("ada"), Person("joe", title: "Baron")]);
        directory.Set(User("ada", title: "Other"));
        directory.Set(User("bob", UserState.Deactivated));
        await directory.DeleteAsync("id-joe");

        var undo = await UndoAsync(directory, disk);

        Assert.That(undo.Changes, Is.Empty);
        Assert.That(undo.Skipped.Select(user => (user.Key, user.Reason)), Is.EquivalentTo(new[]
        {
            ("ada@example.com", SkipReason.Drifted), ("bob@example.com", SkipReason.Drifted), ("joe@example.com", SkipReason.CannotUndo),
        }));
    }

    [Test]
    public async Task Undo_of_many_creations_is_blocked_by_the_guard()
    {
        var directory = Directory([.. Enumerable.Range(0, 100).Select(number => User($"u{number}"))]);
        var disk = await ApplyAsync(
            directory, [.. Enumerable.Range(0, 100).Select(number => Person($"u{number}")), .. Enumerable.Range(0, 30).Select(number => Person($"new{number}"))]);

        Assert.That(async () => await UndoAsync(directory, disk), Throws.InstanceOf<PlanBlockedException>().With.Message.Contains("30"));
        Assert.That((await UndoAsync(directory, disk, new UndoOptions { Guard = new PlanGuard().AllowLosingAccess(exactly: 30) })).Changes, Has.Count.EqualTo(30));
    }

    [Test]
    public async Task Protected_user_is_not_changed_by_undo()
    {
        var directory = Directory(User("ada", title: "Clerk"));
        var disk = await ApplyAsync(directory, [Person("ada")]);

        Assert.That((await UndoAsync(directory, disk, new UndoOptions { Protected = ["ada@example.com"] })).Changes, Is.Empty);
    }

    [Test]
    public async Task Change_with_an_unknown_outcome_is_skipped()
    {
        var clock = new JumpingClock();
        var directory = Directory(clock, User("ada", title: "Clerk"));
        var plan = await PlanAsync(directory, [Person("ada")]);
        directory.Faults = call => call.IsWrite ? InMemoryFault.LostRequest : InMemoryFault.None;
        using var journal = Journal(out var disk, clock: clock);
        await plan.ApplyAsync(directory, journal, new ApplyOptions { TimeProvider = clock });
        directory.Faults = null;

        Assert.That((await UndoAsync(directory, disk)).Skipped.Single().Reason, Is.EqualTo(SkipReason.CannotUndo));
    }

    [Test]
    public async Task Refused_change_is_not_undone()
    {
        var directory = Directory(User("ada", title: "Clerk"));
        var plan = await PlanAsync(directory, [Person("ada")]);
        directory.Faults = call => call.IsWrite ? InMemoryFault.Refused : InMemoryFault.None;
        using var journal = Journal(out var disk);
        await plan.ApplyAsync(directory, journal);
        directory.Faults = null;

        var undo = await UndoAsync(directory, disk);
        Assert.That(undo.Changes.Count + undo.Skipped.Count, Is.Zero);
    }

    [Test]
    public async Task Journal_of_another_tenant_is_refused()
    {
        var disk = await ApplyAsync(Directory(User("ada", title: "Clerk")), [Person("ada")]);

        Assert.That(async () => await UndoAsync(new InMemoryDirectory("other"), disk), Throws.InvalidOperationException);
    }

    private static string Show(InMemoryDirectory directory) =>
        string.Join('\n', directory.Users.Values.OrderBy(user => user.Email).Select(user => $"{user.Email} {user.State} {user.Title} {user.Department}"));

    private static async Task<FullDisk> ApplyAsync(InMemoryDirectory directory, IEnumerable<DesiredUser> people, PlanOptions? options = null)
    {
        var plan = await PlanAsync(directory, people, options);
        using var journal = Journal(out var disk);
        Assert.That((await plan.ApplyAsync(directory, journal)).IsComplete, Is.True);
        return disk;
    }

    private static async Task<DirectoryPlan> UndoAsync(IUserDirectory directory, FullDisk disk, UndoOptions? options = null)
    {
        using var journal = Journal(out _, disk);
        return await journal.CreateUndoPlanAsync(directory, options);
    }
}
