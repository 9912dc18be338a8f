using IdentitySdk.Directories;
using static IdentitySdk.Tests.Applying.Run;
using static IdentitySdk.Tests.Plans.People;

namespace IdentitySdk.Tests.Applying;

public sealed class ApplyTests
{
    [Test]
    public async Task Every_change_has_a_result_and_the_directory_is_as_wanted()
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
    public async Task Guard_holds_again_when_a_plan_is_applied_and_is_lifted_by_the_exact_number()
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
    public async Task Protected_user_in_a_plan_stops_it_before_anything_is_written()
    {
        var directory = Directory(User("ada"), User("bob"));
        var plan = await PlanAsync(directory, [Person("ada", title: "x")]);

        Assert.That(
            async () => await ApplyAsync(plan, directory, options: new ApplyOptions { Protected = ["BOB@example.com"] }),
            Throws.InstanceOf<PlanBlockedException>().With.Message.Contains("protected"));
        Assert.That(directory.Users["id-ada"].Title, Is.EqualTo("Engineer"));
    }

    [Test]
    public async Task Action_that_the_directory_lacks_stops_the_plan_before_anything_is_written()
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
    public async Task User_who_has_changed_since_is_not_written(string what)
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
                "title" => User("ada", title: "Somebody's"),
                "department" => User("ada", title: "Clerk", department: "Somebody's"),
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
    public async Task User_who_is_as_wanted_already_is_not_written()
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
    public async Task Account_of_somebody_else_with_the_key_is_left_as_it_is()
    {
        var directory = Directory(User("ada"));
        var plan = await PlanAsync(directory, [Person("ada"), Person("eve")]);
        directory.Set(User("eve", title: "Somebody's"));

        Assert.That(Outcomes(await ApplyAsync(plan, directory)), Is.EqualTo("Drifted"));
        Assert.That(directory.Users["id-eve"].Title, Is.EqualTo("Somebody's"));
        Assert.That(directory.Users, Has.Count.EqualTo(2));
    }

    [TestCase(InMemoryFault.LostResponse, 1)]
    [TestCase(InMemoryFault.LostRequest, 2)]
    public async Task Creation_with_an_unknown_outcome_is_looked_for_and_never_doubled(InMemoryFault fault, int creates)
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
    public async Task Creation_that_stays_unknown_is_sent_twice_and_no_more()
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
        Assert.That(clock.Waits.Sum(wait => wait.TotalSeconds), Is.EqualTo(120), "the consistency delay was waited for each time");
    }

    [TestCase("Update")]
    [TestCase("Suspend")]
    public async Task Change_with_an_unknown_outcome_is_settled_by_reading(string verb)
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
    public async Task Change_that_stays_unknown_is_unknown_and_is_settled_by_the_next_run()
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

    [Test]
    public async Task One_refused_change_stops_nobody_else()
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
    public async Task Change_after_a_refused_one_of_the_same_user_is_not_made()
    {
        var directory = Directory(User("ada", UserState.Suspended, title: "Clerk"));
        var plan = await PlanAsync(directory, [Person("ada", state: UserState.Active)]);
        directory.Faults = call => call.Verb == "Resume" ? InMemoryFault.Refused : InMemoryFault.None;

        Assert.That(Outcomes(await ApplyAsync(plan, directory)), Is.EqualTo("Refused Refused"));
        Assert.That(directory.Users["id-ada"].Title, Is.EqualTo("Clerk"));
    }

    [TestCase(InMemoryFault.Refused, "Refused")]
    [TestCase(InMemoryFault.Unavailable, "NotAttempted")]
    public async Task Ten_failures_on_end_stop_the_run(InMemoryFault fault, string outcome)
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
    public async Task Failures_that_are_not_on_end_do_not_stop_the_run()
    {
        var directory = Directory([.. Enumerable.Range(0, 40).Select(number => User($"u{number:D2}", title: "Clerk"))]);
        var plan = await PlanAsync(directory, Enumerable.Range(0, 40).Select(number => Person($"u{number:D2}")));
        directory.Faults = call => call.IsWrite && call.UserId![^1] is not '7' ? InMemoryFault.Refused : InMemoryFault.None;

        Assert.That((await ApplyAsync(plan, directory, options: new ApplyOptions { Concurrency = 1 })).Stopped, Is.Null);
    }

    [Test]
    public async Task Passwords_are_asked_for_creations_only_and_sent()
    {
        var directory = Directory(User("ada", title: "Clerk"));
        var plan = await PlanAsync(directory, [Person("ada"), Person("eve")]);
        List<ChangeKind> asked = [];

        await ApplyAsync(plan, directory, options: new ApplyOptions
        {
            InitialPassword = (change, _) =>
            {
                asked.Add(change.Kind);
                return new("secret");
            },
        });

        Assert.That(asked, Is.EqualTo(new[] { ChangeKind.Create }));
    }

    [Test]
    public async Task Exception_of_a_callback_ends_the_run_and_nothing_is_sent_for_it()
    {
        var directory = Directory(User("ada"));
        var plan = await PlanAsync(directory, [Person("ada"), Person("eve")]);
        using var journal = Journal(out var disk);

        Assert.That(
            async () => await plan.ApplyAsync(directory, journal, new ApplyOptions { InitialPassword = (_, _) => throw new FormatException() }), Throws.InstanceOf<FormatException>());
        Assert.That(disk.Text, Does.Not.Contain("intent"));
    }

    [Test]
    public async Task At_most_so_many_users_are_worked_on_at_a_time()
    {
        var directory = new GatedDirectory(Directory([.. Enumerable.Range(0, 20).Select(number => User($"u{number}", title: "Clerk"))]));
        var plan = await PlanAsync(directory, Enumerable.Range(0, 20).Select(number => Person($"u{number}")));

        Assert.That((await ApplyAsync(plan, directory, options: new ApplyOptions { Concurrency = 3 }))[ChangeOutcome.Applied], Is.EqualTo(20));
        Assert.That(directory.Most, Is.InRange(2, 3));
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
    public async Task Progress_is_told_of_every_change()
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
    public async Task Finished_changes_are_not_looked_at_again()
    {
        var directory = Directory(User("ada", title: "Clerk"), User("bob"));
        var plan = await PlanAsync(directory, [Person("ada"), Person("eve")]);
        using var first = Journal(out var disk);
        await plan.ApplyAsync(directory, first);
        directory.Set(User("ada", title: "Somebody's"));
        var calls = directory.Calls;
        using var second = Journal(out _, disk);

        Assert.That((await plan.ApplyAsync(directory, second))[ChangeOutcome.Applied], Is.EqualTo(3));
        Assert.That(directory.Calls, Is.EqualTo(calls));
    }

    [Test]
    public async Task Cancelled_before_the_start_nothing_is_written()
    {
        var directory = Directory(User("ada", title: "Clerk"));
        var plan = await PlanAsync(directory, [Person("ada")]);
        using var journal = Journal(out var disk);

        Assert.That(
            async () => await plan.ApplyAsync(directory, journal, cancellationToken: new CancellationToken(true)), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(disk.Text, Is.Empty);
    }

    [Test]
    public async Task Verification_finds_what_somebody_else_wrote_afterwards()
    {
        var directory = Directory(User("ada", title: "Clerk"), User("bob"), User("joe"));
        var plan = await PlanAsync(directory, [Person("ada"), Person("eve"), Person("joe", title: "Baron")]);
        await ApplyAsync(plan, directory);
        directory.Set(User("ada", title: "Somebody's"));
        directory.Set(User("bob"));
        await directory.DeleteAsync(directory.Users.Values.Single(user => user.Email == "eve@example.com").Id);

        var differences = await plan.VerifyAsync(directory);

        Assert.That(differences.Select(difference => $"{difference.Change.Kind} {difference.What}"), Is.EqualTo(new[] { "Update title", "Suspend state", "Create account" }));
        Assert.That(differences[0].Actual, Is.EqualTo((AttributeValue)"Somebody's"));
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
