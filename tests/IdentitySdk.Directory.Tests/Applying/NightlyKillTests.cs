using System.Diagnostics;
using IdentitySdk.Directories;
using IdentitySdk.Testing;
using IdentitySdk.Tests.Vendors;

namespace IdentitySdk.Tests.Applying;

/// <summary>
/// The nightly job of the documentation, killed repeatedly with SIGKILL at random requests, against an emulator that fails 5 % of the requests: the directory
/// ends in the expected state, the journal is valid, and its undo plan restores the original state.
/// </summary>
public sealed class NightlyKillTests
{
    private string _folder = "";

    [SetUp]
    public void NewFolder() => _folder = System.IO.Directory.CreateTempSubdirectory("nightly-").FullName;

    [TearDown]
    public void Remove() => System.IO.Directory.Delete(_folder, recursive: true);

    [Test]
    public Task Job_killed_three_times_ends_in_the_expected_state([Values("Okta", "OneLogin", "Agilicus")] string vendor) => KillAsync(vendor, kills: 3, most: 80);

    [Test]
    [Explicit("Slow: twenty processes for each vendor.")]
    [Category("Slow")]
    public Task Job_killed_twenty_times_ends_in_the_expected_state([Values("Okta", "OneLogin", "Agilicus")] string vendor) =>
        KillAsync(vendor, kills: 20, most: 24);

    private async Task KillAsync(string vendor, int kills, int most)
    {
        if (!OperatingSystem.IsLinux())
        {
            Assert.Ignore("SIGKILL exists on Linux only.");
        }

        var seed = Random.Shared.Next();
        var random = new Random(seed);
        using var victim = new Victim();
        await using var tenant = await VendorTenant.StartAsync(
            vendor,
            users: 200,
            options =>
            {
                (options.ErrorRate, options.ErrorSeed, options.RateLimitWindow) = (0.05, random.Next(), TimeSpan.FromSeconds(1));
                options.RequestReceived = _ => victim.Count();
            },
            new JumpingClock());
        var users = await tenant.Directory.ListAsync().ToListAsync();
        var night = new Night(vendor, users, random);
        var people = Path.Combine(_folder, "people.csv");
        await File.WriteAllLinesAsync(people, night.Csv());

        for (var kill = 0; kill < kills; kill++)
        {
            var atRequest = random.Next(1, most);
            var output = await StartAsync(vendor, tenant, people, victim, atRequest);
            Assert.That(output, Is.Null, $"the job ended before request {atRequest}, at which it should have been killed");
        }

        var last = "";
        for (var run = 0; !last.EndsWith("; 0 differences", StringComparison.Ordinal) || last.Contains("NotAttempted") || last.Contains("Unknown"); run++)
        {
            Assert.That(run, Is.LessThan(10), () => $"with seed {seed} the job does not end: {last}\n{Refusals()}");
            last = (await StartAsync(vendor, tenant, people, victim, atRequest: int.MaxValue))!;
        }

        var after = await tenant.Directory.ListAsync().ToListAsync();
        Assert.That(after.Select(user => user.Email!.ToUpperInvariant()), Is.Unique, "no user has two accounts");
        Assert.That(night.Show(after), Is.EqualTo(night.Expected()));
        await UndoAsync(tenant, night.Joiners);
        Assert.That(ShowAll(await tenant.Directory.ListAsync().ToListAsync()), Is.EqualTo(ShowAll(users)));
        Assert.That(tenant.Emulator.Failure, Is.Null);
    }

    /// <summary>The journal's lines with refused changes.</summary>
    private string Refusals()
    {
        var lines = File.ReadAllLines(Path.Combine(_folder, "run.journal"));
        return string.Join('\n', lines.Where(line => line.Contains("efused", StringComparison.Ordinal)));
    }

    private async Task UndoAsync(VendorTenant tenant, int joiners)
    {
        DirectoryPlan undo;
        using (var journal = ChangeJournal.Open(Path.Combine(_folder, "run.journal")))
        {
            undo = await journal.CreateUndoPlanAsync(
                tenant.Directory, new UndoOptions { Created = CreatedPolicy.Delete, Guard = new PlanGuard().AllowLosingAccess(exactly: joiners) });
        }

        Assert.That(undo.Skipped, Is.Empty);
        var options = new ApplyOptions { ConsistencyDelay = TimeSpan.FromMilliseconds(50) };
        for (var isComplete = false; !isComplete;)
        {
            using var undoing = ChangeJournal.Open(Path.Combine(_folder, "undo.journal"));
            isComplete = (await undo.ApplyAsync(tenant.Directory, undoing, options)).IsComplete;
        }
    }

    /// <summary>Runs the job, and kills it when it sends its n-th request.</summary>
    /// <returns>The output of the job; null if it was killed.</returns>
    private async Task<string?> StartAsync(string vendor, VendorTenant tenant, string people, Victim victim, int atRequest)
    {
        var built = new DirectoryInfo(AppContext.BaseDirectory);
        var program = Repository.Path("tests", "IdentitySdk.Directory.Crash", "bin", built.Parent!.Name, built.Name, "IdentitySdk.Directory.Crash.dll");
        var (credential, part) = tenant.Emulator switch
        {
            OktaEmulator okta => (okta.ApiToken, ""),
            OneLoginEmulator oneLogin => (oneLogin.ClientId, oneLogin.ClientSecret),
            var agilicus => (((AgilicusEmulator)agilicus).AccessToken, ((AgilicusEmulator)agilicus).OrgId),
        };
        string[] arguments = [program, "nightly", vendor, tenant.Emulator.BaseAddress.ToString(), credential, part, _folder, people];
        using var process = Process.Start(new ProcessStartInfo("dotnet", arguments) { RedirectStandardError = true, RedirectStandardOutput = true })!;
        victim.Set(process, atRequest);
        var errors = process.StandardError.ReadToEndAsync();
        var output = (await process.StandardOutput.ReadToEndAsync()).Trim();
        await process.WaitForExitAsync();
        return process.ExitCode == 137 ? null : output.Length > 0 ? output : await errors;
    }

    private static string ShowAll(IEnumerable<DirectoryUser> users) => string.Join('\n', users.OrderBy(user => user.Id, StringComparer.Ordinal).Select(
        user => $"{user.Id} {user.NativeStatus} {string.Join(' ', user.Values.OrderBy(item => item.Key.Name, StringComparer.Ordinal).Select(item => $"{item.Key}={item.Value.Text}"))}"));

    /// <summary>The process to kill when the emulator receives its n-th request, before the request is carried out and while others are in flight.</summary>
    private sealed class Victim : IDisposable
    {
        private Process? _process;
        private int _left;

        public void Set(Process process, int atRequest)
        {
            Volatile.Write(ref _process, process);
            Volatile.Write(ref _left, atRequest);
        }

        public void Count()
        {
            if (Volatile.Read(ref _process) is { } process && Interlocked.Decrement(ref _left) == 0)
            {
                process.Kill();
            }
        }

        public void Dispose() => Volatile.Write(ref _process, null);
    }

    /// <summary>The people of one night, and the expected directory after it.</summary>
    private sealed class Night
    {
        private readonly Dictionary<string, Oracle.Row> _before;
        private readonly Dictionary<string, Oracle.Row> _people;
        private readonly Dictionary<string, (string? Given, string? Family)> _names;
        private readonly Oracle.Rules _rules;
        private readonly string _stateOfJoiners;
        private readonly UserAttribute _changed;

        public Night(string vendor, List<DirectoryUser> users, Random random)
        {
            _changed = vendor == "Agilicus" ? UserAttribute.FamilyName : UserAttribute.Title;
            _stateOfJoiners = vendor == "Agilicus" ? "Active" : "Pending";
            _rules = new Oracle.Rules(vendor == "OneLogin" ? "Deactivate" : "Suspend", Restores: false, ScopeDepartment: null, new HashSet<string>());
            _before = users.ToDictionary(user => user.Email!, Row);
            _names = users.ToDictionary(user => user.Email!, user => (user.GivenName, user.FamilyName));

            // One leaver of each native status that maps to Active, then a second one: some statuses rule out a suspension.
            var leavers = users.Where(user => user.State == UserState.Active).OrderBy(_ => random.Next())
                .GroupBy(user => user.NativeStatus).SelectMany(group => group.Select((user, number) => (Name: user.Email!, number)))
                .OrderBy(user => user.number).Take(6).Select(user => user.Name).ToHashSet();
            _people = _before.Where(user => !leavers.Contains(user.Key)).ToDictionary(
                user => user.Key,
                user => new Oracle.Row(null, user.Value.State is "Deactivated" or "Unknown" ? user.Value.Title : $"Changed {random.Next(100)}", null));
            for (var joiner = 0; joiner < Joiners; joiner++)
            {
                _people.Add($"joiner{joiner}@example.com", new Oracle.Row(null, $"New {joiner}", null));
            }
        }

        public int Joiners => 8;

        public IEnumerable<string> Csv() => _people.Select(person =>
        {
            var (given, family) = _names.GetValueOrDefault(person.Key, ("Joy", "Joiner"));
            return Line(person.Key, given, _changed == UserAttribute.FamilyName ? person.Value.Title : family, person.Value.Title);
        }).Prepend("Mail;First name;Last name;Title");

        public string Expected() => Show(Oracle.Final(_before, _people, _rules).Select(row =>
            _before.ContainsKey(row.Key) ? row : new(row.Key, row.Value with { State = _stateOfJoiners })));

        public string Show(IEnumerable<DirectoryUser> users) => Show(users.Select(user => new KeyValuePair<string, Oracle.Row>(user.Email!, Row(user))));

        /// <summary>Okta suspends only users with status ACTIVE, so the oracle treats the other statuses as separate states.</summary>
        private static string State(DirectoryUser user) => user.NativeStatus is "PASSWORD_EXPIRED" or "RECOVERY" ? user.NativeStatus : user.State.ToString();

        private Oracle.Row Row(DirectoryUser user) => new(State(user), user.Values[_changed].Text, null);

        private static string Show(IEnumerable<KeyValuePair<string, Oracle.Row>> rows) =>
            string.Join('\n', rows.OrderBy(row => row.Key, StringComparer.Ordinal).Select(row => $"{row.Key} {row.Value.State} {row.Value.Title}"));

        private static string Line(params string?[] cells) => string.Join(';', cells.Select(cell => $"\"{cell?.Replace("\"", "\"\"")}\""));
    }
}
