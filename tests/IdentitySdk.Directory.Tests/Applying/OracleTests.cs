using IdentitySdk.Directories;
using IdentitySdk.Tests.Journals;
using static IdentitySdk.Tests.Applying.Run;
using static IdentitySdk.Tests.Plans.People;

namespace IdentitySdk.Tests.Applying;

/// <summary>Random sources, directories, policies, scopes and faults: the directory matches the oracle.</summary>
public sealed class OracleTests
{
    private static readonly string?[] s_titles = ["Engineer", "Clerk", null, "Zo\u00eb's"];
    private static readonly string?[] s_departments = ["R&D", "Sales", null];
    private static readonly string[] s_states = ["Active", "Active", "Active", "Pending", "Suspended", "Locked", "Deactivated", "Unknown"];
    private static readonly string?[] s_wanted = [null, null, null, "Active", "Suspended", "Deactivated"];

    [Test]
    public async Task Directory_matches_the_oracle([Range(1, 100)] int seed)
    {
        var world = new World(seed);
        var clock = new JumpingClock();
        var directory = world.Directory(clock);
        var plan = await PlanAsync(directory, world.Source(), world.Options());

        await ApplyUntilCompleteAsync(plan, directory, clock, options: null);

        Assert.That(Show(directory), Is.EqualTo(Show(world.Final())));
    }

    [Test]
    public async Task Directory_matches_the_oracle_despite_faults_and_a_consistency_delay([Range(1, 100)] int seed)
    {
        var world = new World(seed);
        var clock = new JumpingClock();
        var directory = world.Directory(clock, TimeSpan.FromSeconds(world.Random.Next(50)));
        clock.Advance(TimeSpan.FromHours(1));
        var plan = await PlanAsync(directory, world.Source(), world.Options());
        var faults = new Random(seed);
        directory.Faults = call =>
        {
            lock (faults)
            {
                return (faults.Next(100), call.IsWrite) switch
                {
                    (< 12, true) => InMemoryFault.LostResponse,
                    (< 24, true) => InMemoryFault.LostRequest,
                    (>= 95, _) => InMemoryFault.Unavailable,
                    _ => InMemoryFault.None,
                };
            }
        };

        var results = await ApplyUntilCompleteAsync(plan, directory, clock, new ApplyOptions { MaxFailuresOnEnd = 1000, Concurrency = world.Random.Next(1, 6) });

        Assert.That(Show(directory), Is.EqualTo(Show(world.Final())));
        Assert.That(results.Results.Select(result => result.Outcome), Is.All.EqualTo(ChangeOutcome.Applied).Or.EqualTo(ChangeOutcome.AlreadySo));
        Assert.That(directory.Users.Values.Select(user => user.Email!.ToUpperInvariant()), Is.Unique, "no user has two accounts");
    }

    [Test]
    public async Task Users_edited_by_another_client_are_not_changed_and_others_match_the_oracle([Range(1, 80)] int seed)
    {
        var world = new World(seed);
        var clock = new JumpingClock();
        var directory = world.Directory(clock);
        var plan = await PlanAsync(directory, world.Source(), world.Options());
        var edited = plan.Changes.Select(change => change.UserId).OfType<string>().Distinct().Where(_ => world.Random.Next(3) == 0).ToHashSet();
        foreach (var id in edited)
        {
            var user = directory.Users[id];
            directory.Set(new DirectoryUser(id, user.State, user.Values.With(UserAttribute.Title, "other")));
        }

        HashSet<string> written = [];
        directory.Faults = call =>
        {
            lock (written)
            {
                _ = call is { IsWrite: true, UserId: { } id } && written.Add(id);
                return InMemoryFault.None;
            }
        };

        await ApplyUntilCompleteAsync(plan, directory, clock, options: null);

        Assert.That(written.Intersect(edited), Is.Empty);
        var expected = world.Final();
        foreach (var user in edited.Select(id => directory.Users[id]))
        {
            expected[user.Email!] = world.Users[user.Email!] with { Title = "other" };
        }

        Assert.That(Show(directory), Is.EqualTo(Show(expected)));
    }

    [Test]
    public async Task Undo_restores_the_original_state_as_far_as_possible([Range(1, 80)] int seed)
    {
        var world = new World(seed);
        var directory = world.Directory(TimeProvider.System);
        var plan = await PlanAsync(directory, world.Source(), world.Options());
        var before = Show(directory);
        using var journal = Journal(out var disk);
        await plan.ApplyAsync(directory, journal);

        using var read = Journal(out _, disk);
        var undo = await read.CreateUndoPlanAsync(
            directory, new UndoOptions { Created = CreatedPolicy.Delete, Guard = new PlanGuard { MaxLosingAccess = int.MaxValue, MaxShareLosingAccess = 1 } });
        await Run.ApplyAsync(undo, directory);

        var after = Show(directory);
        Assert.That(Without(after, undo.Skipped), Is.EqualTo(Without(before, undo.Skipped)));
        Assert.That(Active(after), Is.SubsetOf(Active(before)), "an undo grants no access that the user did not have before");
    }

    /// <summary>The lines without the users whose changes cannot be undone.</summary>
    private static string Without(string text, IEnumerable<SkippedUser> users) =>
        string.Join('\n', text.Split('\n').Where(line => !users.Any(user => line.StartsWith(user.Key + " ", StringComparison.Ordinal))));

    private static IEnumerable<string> Active(string text) => text.Split('\n').Select(line => line.Split(' ')).Where(words => words is [_, "Active", ..]).Select(words => words[0]);

    private static async Task<ApplyResult> ApplyUntilCompleteAsync(DirectoryPlan plan, IUserDirectory directory, TimeProvider clock, ApplyOptions? options)
    {
        options ??= new ApplyOptions();
        options.TimeProvider = clock;
        FullDisk? disk = null;
        for (var run = 1; ; run++)
        {
            using var journal = Journal(out var next, disk, clock);
            var result = await plan.ApplyAsync(directory, journal, options);
            if (result.IsComplete)
            {
                return result;
            }

            Assert.That(run, Is.LessThan(50));
            disk = next;
        }
    }

    private static string Show(InMemoryDirectory directory) =>
        Show(directory.Users.Values.ToDictionary(user => user.Email!, user => new Oracle.Row(user.State.ToString(), user.Title, user.Department)));

    private static string Show(Dictionary<string, Oracle.Row> rows) =>
        string.Join('\n', rows.OrderBy(row => row.Key, StringComparer.Ordinal).Select(row => $"{row.Key} {row.Value.State} {row.Value.Title} {row.Value.Department}"));

    /// <summary>A random directory, source and rules.</summary>
    private sealed class World
    {
        public World(int seed)
        {
            Random = new Random(seed);
            var names = Enumerable.Range(0, Random.Next(1, 30)).Select(number => $"u{number}@example.com").ToList();
            Users = names.Where(_ => Random.Next(4) > 0).ToDictionary(name => name, _ => new Oracle.Row(Pick(s_states), Pick(s_titles), Pick(s_departments)));
            People = names.Where(_ => Random.Next(4) > 0).ToDictionary(name => name, _ => new Oracle.Row(Pick(s_wanted), Pick(s_titles), Pick(s_departments)));
            if (People.Count == 0)
            {
                People.Add("only@example.com", new Oracle.Row(null, "Engineer", "R&D"));
            }

            Rules = new Oracle.Rules(
                Pick(["Leave", "Suspend", "Deactivate"]), Random.Next(2) == 0, Pick([null, "R&D"]), names.Where(_ => Random.Next(10) == 0).ToHashSet());
        }

        public Random Random { get; }

        public Dictionary<string, Oracle.Row> Users { get; }

        public Dictionary<string, Oracle.Row> People { get; }

        private Oracle.Rules Rules { get; }

        public Dictionary<string, Oracle.Row> Final() => Oracle.Final(Users, People, Rules);

        public InMemoryDirectory Directory(TimeProvider clock, TimeSpan delay = default)
        {
            var directory = new InMemoryDirectory(timeProvider: clock) { ConsistencyDelay = delay };
            foreach (var (email, row) in Users)
            {
                directory.Set(new DirectoryUser($"id-{email}", Enum.Parse<UserState>(row.State!)) { Email = email, Login = email, Title = row.Title, Department = row.Department });
            }

            return directory;
        }

        public IEnumerable<DesiredUser> Source() => People.Select(person => new DesiredUser
        {
            Email = Users.ContainsKey(person.Key) && Random.Next(2) == 0 ? person.Key.ToUpperInvariant() : person.Key,
            Login = person.Key,
            Title = person.Value.Title,
            Department = person.Value.Department,
            State = person.Value.State is { } state ? Enum.Parse<UserState>(state) : null,
        }).ToList();

        public PlanOptions Options() => Plans.People.Options(options =>
        {
            options.Missing = Enum.Parse<MissingPolicy>(Rules.Missing);
            options.Returning = Rules.Restores ? ReturningPolicy.Restore : ReturningPolicy.Leave;
            options.Scope = user => Rules.ScopeDepartment is null || user.Department == Rules.ScopeDepartment;
            options.Protected = [.. Rules.Protected];
        });

        private T Pick<T>(T[] items) => items[Random.Next(items.Length)];
    }
}
