using IdentitySdk.Directories;
using static IdentitySdk.Tests.Applying.Run;
using static IdentitySdk.Tests.Plans.People;

namespace IdentitySdk.Tests.Applying;

/// <summary>Failures, callbacks, concurrency, progress and cancellation of a run.</summary>
public sealed class RunTests
{
    [Test]
    public async Task Refused_change_does_not_stop_other_users()
    {
        var directory = Directory([.. Enumerable.Range(0, 5).Select(number => User($"u{number}", title: "Clerk"))]);
        var plan = await PlanAsync(directory, Enumerable.Range(0, 5).Select(number => Person($"u{number}")));
        directory.Faults = call => call is { IsWrite: true, UserId: "id-u2" } ? InMemoryFault.Refused : InMemoryFault.None;

        var result = await ApplyAsync(plan, directory);

        Assert.That(Outcomes(result), Is.EqualTo("Applied Applied Refused Applied Applied"));
        Assert.That(result.Results[2].Reason, Is.Not.Empty);
        Assert.That(result.Results[2].Exception, Is.InstanceOf<DirectoryException>());
        Assert.That(result.IsComplete, Is.True, "a refusal is an outcome");
    }

    [Test]
    public async Task Change_after_a_refused_change_of_the_same_user_is_not_made()
    {
        var directory = Directory(User("ada", UserState.Suspended, title: "Clerk"));
        var plan = await PlanAsync(directory, [Person("ada", state: UserState.Active)]);
        directory.Faults = call => call.Verb == "Resume" ? InMemoryFault.Refused : InMemoryFault.None;

        Assert.That(Outcomes(await ApplyAsync(plan, directory)), Is.EqualTo("Refused Refused"));
        Assert.That(directory.Users["id-ada"].Title, Is.EqualTo("Clerk"));
    }

    [TestCase(InMemoryFault.Refused, "Refused")]
    [TestCase(InMemoryFault.Unavailable, "NotAttempted")]
    public async Task Ten_consecutive_failures_stop_the_run(InMemoryFault fault, string outcome)
    {
        var directory = Directory([.. Enumerable.Range(0, 30).Select(number => User($"u{number:D2}", title: "Clerk"))]);
        var plan = await PlanAsync(directory, Enumerable.Range(0, 30).Select(number => Person($"u{number:D2}")));
        var writes = 0;
        directory.Faults = call => call.IsWrite && ++writes > 5 ? fault : InMemoryFault.None;

        var result = await ApplyAsync(plan, directory, options: new ApplyOptions { Concurrency = 1 });

        Assert.That(result.Stopped, Does.Contain("10"));
        Assert.That(writes, Is.EqualTo(15));
        Assert.That(Outcomes(result), Is.EqualTo(string.Join(' ', [.. Enumerable.Repeat("Applied", 5), .. Enumerable.Repeat(outcome, 10), .. Enumerable.Repeat("NotAttempted", 15)])));
    }

    [Test]
    public async Task Nonconsecutive_failures_do_not_stop_the_run()
    {
        var directory = Directory([.. Enumerable.Range(0, 40).Select(number => User($"u{number:D2}", title: "Clerk"))]);
        var plan = await PlanAsync(directory, Enumerable.Range(0, 40).Select(number => Person($"u{number:D2}")));
        directory.Faults = call => call.IsWrite && call.UserId![^1] is not '7' ? InMemoryFault.Refused : InMemoryFault.None;

        Assert.That((await ApplyAsync(plan, directory, options: new ApplyOptions { Concurrency = 1 })).Stopped, Is.Null);
    }

    [Test]
    public async Task Initial_password_is_requested_for_creations_only()
    {
        var directory = Directory(User("ada", title: "Clerk"));
        var plan = await PlanAsync(directory, [Person("ada"), Person("eve")]);
        List<ChangeKind> requested = [];

        await ApplyAsync(plan, directory, options: new ApplyOptions
        {
            InitialPassword = (change, _) =>
            {
                requested.Add(change.Kind);
                return new("secret");
            },
        });

        Assert.That(requested, Is.EqualTo(new[] { ChangeKind.Create }));
    }

    [Test]
    public async Task Callback_exception_ends_the_run_before_the_intent_is_written()
    {
        var directory = Directory(User("ada"));
        var plan = await PlanAsync(directory, [Person("ada"), Person("eve")]);
        using var journal = Journal(out var disk);

        Assert.That(
            async () => await plan.ApplyAsync(directory, journal, new ApplyOptions { InitialPassword = (_, _) => throw new FormatException() }), Throws.InstanceOf<FormatException>());
        Assert.That(disk.Text, Does.Not.Contain("intent"));
    }

    [Test]
    public async Task Concurrency_limits_the_users_changed_in_parallel()
    {
        var directory = new GatedDirectory(Directory([.. Enumerable.Range(0, 20).Select(number => User($"u{number}", title: "Clerk"))]));
        var plan = await PlanAsync(directory, Enumerable.Range(0, 20).Select(number => Person($"u{number}")));

        Assert.That((await ApplyAsync(plan, directory, options: new ApplyOptions { Concurrency = 3 }))[ChangeOutcome.Applied], Is.EqualTo(20));
        Assert.That(directory.Most, Is.InRange(2, 3));
    }

    [Test]
    public async Task Refused_change_that_is_already_made_is_AlreadySo()
    {
        var directory = new GatedDirectory(Directory(User("ada", title: "Clerk"))) { RefusalOfWhatIsDone = new DirectoryException(DirectoryError.Refused, "not now") };
        var plan = await PlanAsync(directory, [Person("ada")]);

        var result = await ApplyAsync(plan, directory);
        Assert.That(result.Results.Single().Outcome, Is.EqualTo(ChangeOutcome.AlreadySo));
        Assert.That(await plan.VerifyAsync(directory), Is.Empty);
    }

    [Test]
    public async Task Journal_is_used_by_one_run_at_a_time()
    {
        var directory = new GatedDirectory(Directory(User("ada", title: "Clerk")));
        var plan = await PlanAsync(directory, [Person("ada")]);
        using var journal = Journal(out _);
        directory.Hold = new TaskCompletionSource();

        var first = plan.ApplyAsync(directory, journal);
        Assert.That(async () => await plan.ApplyAsync(directory, journal), Throws.InstanceOf<JournalException>().With.Message.Contains("Another run"));
        directory.Hold.SetResult();
        Assert.That((await first).IsComplete, Is.True);
    }

    [Test]
    public async Task Progress_is_reported_for_every_change()
    {
        var directory = Directory([.. Enumerable.Range(0, 6).Select(number => User($"u{number}", title: "Clerk"))]);
        var plan = await PlanAsync(directory, Enumerable.Range(0, 6).Select(number => Person($"u{number}")));
        var progress = new Reports();
        using var journal = Journal(out _);

        await plan.ApplyAsync(directory, journal, new ApplyOptions { Concurrency = 1 }, progress);

        Assert.That(progress.All.Select(report => report.Done), Is.EqualTo(Enumerable.Range(0, 7)));
        Assert.That(progress.All[^1], Has.Property("Left").Zero.And.Property("Total").EqualTo(6));
    }

    [Test]
    public async Task Cancellation_at_any_call_loses_nothing()
    {
        for (var at = 1; ; at++)
        {
            var directory = Directory(User("ada", title: "Clerk"), User("bob"));
            var plan = await PlanAsync(directory, [Person("ada"), Person("eve")]);
            var calls = 0;
            using var source = new CancellationTokenSource();
            directory.Faults = _ =>
            {
                if (++calls == at)
                {
                    source.Cancel();
                }

                return InMemoryFault.None;
            };
            using var first = Journal(out var disk);
            var isCancelled = false;
            try
            {
                await plan.ApplyAsync(directory, first, new ApplyOptions { Concurrency = 1 }, cancellationToken: source.Token);
            }
            catch (OperationCanceledException)
            {
                isCancelled = true;
            }

            directory.Faults = null;
            using var second = Journal(out _, disk);
            Assert.That((await plan.ApplyAsync(directory, second)).IsComplete, Is.True);
            Assert.That(await plan.VerifyAsync(directory), Is.Empty);
            Assert.That(directory.Users, Has.Count.EqualTo(3));
            if (!isCancelled)
            {
                Assert.That(at, Is.GreaterThan(5));
                return;
            }
        }
    }

    [Test]
    public async Task Finished_changes_are_not_checked_again()
    {
        var directory = Directory(User("ada", title: "Clerk"), User("bob"));
        var plan = await PlanAsync(directory, [Person("ada"), Person("eve")]);
        using var first = Journal(out var disk);
        await plan.ApplyAsync(directory, first);
        directory.Set(User("ada", title: "Other"));
        var calls = directory.Calls;
        using var second = Journal(out _, disk);

        Assert.That((await plan.ApplyAsync(directory, second))[ChangeOutcome.Applied], Is.EqualTo(3));
        Assert.That(directory.Calls, Is.EqualTo(calls));
    }

    [Test]
    public async Task Cancelled_run_writes_nothing()
    {
        var directory = Directory(User("ada", title: "Clerk"));
        var plan = await PlanAsync(directory, [Person("ada")]);
        using var journal = Journal(out var disk);

        Assert.That(
            async () => await plan.ApplyAsync(directory, journal, cancellationToken: new CancellationToken(true)), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(disk.Text, Is.Empty);
    }

    private sealed class Reports : IProgress<ApplyProgress>
    {
        public List<ApplyProgress> All { get; } = [];

        public void Report(ApplyProgress value)
        {
            lock (All)
            {
                All.Add(value);
            }
        }
    }
}
