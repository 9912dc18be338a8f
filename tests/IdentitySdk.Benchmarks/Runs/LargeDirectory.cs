using System.Globalization;
using IdentitySdk.Agilicus;
using IdentitySdk.Benchmarks.Report;
using IdentitySdk.Directories;
using IdentitySdk.Okta;
using IdentitySdk.OneLogin;
using IdentitySdk.Testing;
using IdentitySdk.Tests;
using UserAttribute = IdentitySdk.Directories.UserAttribute;
using UserState = IdentitySdk.Directories.UserState;

namespace IdentitySdk.Benchmarks.Runs;

/// <summary>A plan for 100,000 people and 100,000 users: its memory use, and the waits for the vendors' rate limits.</summary>
internal static class LargeDirectory
{
    private const int Size = 100_000;

    private static readonly int[] s_changes = [1_000, Size];

    public static async Task<Section> MemoryAsync()
    {
        var section = new Section(
            "A plan of 100,000 people against 100,000 users: memory in addition to the users'",
            "peak MB while it is created",
            "MB retained",
            "peak MB while it is applied",
            "bytes allocated per user, plan",
            "bytes allocated per change, apply");
        foreach (var changes in s_changes)
        {
            var cells = await MeasureAsync(changes).ConfigureAwait(false);
            section.Add(string.Create(CultureInfo.InvariantCulture, $"{changes:N0} of them changed"), [.. cells.Cast<object>()]);
            section.Figures.Add(new Figure(
                string.Create(CultureInfo.InvariantCulture, $"plan of 100,000 with {changes:N0} changes: MB while it is applied"), changes < Size ? 20 : 400, changes < Size ? 5 : 200, cells[2], "count"));
        }

        return section;
    }

    public static async Task<Section> HoursAsync()
    {
        var section = new Section("A plan of 100,000 people against 100,000 users under the vendors' rate limits, one call at a time, in virtual time", "calls", "hours of waiting");
        foreach (var vendor in new[] { "Okta", "OneLogin", "Agilicus" })
        {
            foreach (var changes in new[] { 1_000, 10_000, Size })
            {
                var (calls, wait) = await RunAsync(vendor, changes).ConfigureAwait(false);
                await Console.Error.WriteLineAsync($"{vendor}, {changes}: {calls} calls, {wait}").ConfigureAwait(false);
                section.Add(string.Create(CultureInfo.InvariantCulture, $"{vendor}, {changes:N0} changed"), calls.ToString("N0", CultureInfo.InvariantCulture), wait.TotalHours);
            }
        }

        return section;
    }

    private static async Task<double[]> MeasureAsync(int changes)
    {
        var directory = new TableDirectory(Size);
        var path = JournalPath();
        try
        {
            var before = Live();
            var most = 0.0;
            directory.Listed = () => most = Math.Max(most, Live() - before);
            var allocated = GC.GetTotalAllocatedBytes(precise: true);
            var plan = await DirectoryPlan.CreateAsync(People(directory.Users, changes, UserAttribute.Title), directory, Options(UserAttribute.Title)).ConfigureAwait(false);
            var perUser = (GC.GetTotalAllocatedBytes(precise: true) - allocated) / Size;
            directory.Listed = null;
            var (kept, applying, step) = (Live() - before, 0.0, Math.Max(1, changes / 4));
            using var journal = ChangeJournal.Open(path);
            var written = 0;
            directory.Written = () => applying = Interlocked.Increment(ref written) % step == 0 ? Math.Max(applying, Live() - before) : applying;
            allocated = GC.GetTotalAllocatedBytes(precise: true);
            var result = await plan.ApplyAsync(directory, journal, new ApplyOptions { Concurrency = 1 }).ConfigureAwait(false);
            var perChange = (GC.GetTotalAllocatedBytes(precise: true) - allocated) / changes;
            Require(result[ChangeOutcome.Applied] == changes, result.ToString());
            return [most / 1e6, kept / 1e6, applying / 1e6, perUser, perChange];
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static async Task<(int Calls, TimeSpan Wait)> RunAsync(string vendor, int changes)
    {
        var clock = new JumpingClock(timeout: TimeSpan.FromHours(2));
        var emulator = await StartAsync(vendor, clock).ConfigureAwait(false);
        await using var end = emulator.ConfigureAwait(false);
        using var client = Client(emulator, clock);
        var directory = client switch
        {
            OktaClient okta => okta.AsDirectory(),
            OneLoginClient oneLogin => oneLogin.AsDirectory(),
            _ => ((AgilicusClient)client).AsDirectory(((AgilicusEmulator)emulator).OrgId),
        };
        var attribute = client is AgilicusClient ? UserAttribute.FamilyName : UserAttribute.Title;
        var users = new List<DirectoryUser>();
        await foreach (var user in directory.ListAsync().ConfigureAwait(false))
        {
            users.Add(new DirectoryUser(user.Id, user.State, user.Values.Only([UserAttribute.Email, attribute])));
        }

        var path = JournalPath();
        try
        {
            clock.Advance(TimeSpan.FromHours(2));
            var (start, calls) = (clock.GetUtcNow(), emulator.RequestCount);
            var plan = await DirectoryPlan.CreateAsync(People(users, changes, attribute), directory, Options(attribute)).ConfigureAwait(false);
            using var journal = ChangeJournal.Open(path, clock);
            var result = await plan.ApplyAsync(directory, journal, new ApplyOptions { Concurrency = 1, TimeProvider = clock }).ConfigureAwait(false);
            Require(result.IsComplete && result[ChangeOutcome.Applied] == plan.Changes.Count, result.ToString());
            Require((await plan.VerifyAsync(directory).ConfigureAwait(false)).Count == 0, "the directory is not as planned");
            return (emulator.RequestCount - calls, clock.GetUtcNow() - start);
        }
        finally
        {
            File.Delete(path);
        }
    }

    /// <summary>Okta documents 600 calls per minute for most user operations, OneLogin 5,000 per hour for all; Agilicus documents no limit.</summary>
    private static async Task<VendorEmulator> StartAsync(string vendor, TimeProvider clock) => vendor switch
    {
        "Okta" => await OktaEmulator.StartAsync(new OktaEmulatorOptions { UserCount = Size, RateLimit = 600, TimeProvider = clock }).ConfigureAwait(false),
        "OneLogin" => await OneLoginEmulator.StartAsync(new OneLoginEmulatorOptions { UserCount = Size, RateLimit = 5_000, TimeProvider = clock }).ConfigureAwait(false),
        _ => await AgilicusEmulator.StartAsync(new AgilicusEmulatorOptions { UserCount = Size, TimeProvider = clock }).ConfigureAwait(false),
    };

    private static IdentityClient Client(VendorEmulator emulator, TimeProvider clock) => emulator switch
    {
        OktaEmulator okta => new OktaClient(On(clock, new OktaClientOptions { BaseAddress = okta.BaseAddress, Credential = OktaCredential.ApiToken(okta.ApiToken) })),
        OneLoginEmulator oneLogin => new OneLoginClient(On(clock, new OneLoginClientOptions
        {
            BaseAddress = oneLogin.BaseAddress,
            Credential = OneLoginCredential.Client(oneLogin.ClientId, oneLogin.ClientSecret),
        })),
        _ => new AgilicusClient(On(clock, new AgilicusClientOptions
        {
            BaseAddress = emulator.BaseAddress,
            Credential = AgilicusCredential.AccessToken(((AgilicusEmulator)emulator).AccessToken),
        })),
    };

    private static T On<T>(TimeProvider clock, T options)
        where T : IdentityClientOptions
    {
        (options.TimeProvider, options.AttemptTimeout) = (clock, Timeout.InfiniteTimeSpan);
        (options.RateLimits.MaxWait, options.Retry.MaxTotalTime) = (TimeSpan.FromMinutes(70), TimeSpan.FromHours(3));
        return options;
    }

    private static async IAsyncEnumerable<DesiredUser> People(IReadOnlyList<DirectoryUser> users, int changes, UserAttribute attribute)
    {
        var changed = 0;
        foreach (var user in users)
        {
            var isChanged = user.State is not (UserState.Deactivated or UserState.Unknown) && changed++ < changes;
            yield return new DesiredUser(isChanged ? user.Values.With(attribute, "Another") : user.Values);
        }

        await Task.CompletedTask.ConfigureAwait(false);
    }

    /// <summary>An in-memory file system if there is one, because each journal line is flushed to the disk.</summary>
    private static string JournalPath() => Path.Combine(System.IO.Directory.Exists("/dev/shm") ? "/dev/shm" : Path.GetTempPath(), $"{Guid.NewGuid():N}.journal");

    private static PlanOptions Options(UserAttribute attribute) => new() { Manage = [attribute] };

    private static double Live() => GC.GetTotalMemory(forceFullCollection: true);

    private static void Require(bool holds, string message)
    {
        if (!holds)
        {
            throw new InvalidOperationException(message);
        }
    }

    /// <summary>A directory with negligible costs: users in an array.</summary>
    private sealed class TableDirectory(int size) : UserDirectory<DirectoryUser>("table:benchmark", new InMemoryDirectory().Capabilities)
    {
        private readonly DirectoryUser[] _users =
        [
            .. Enumerable.Range(0, size).Select(number => number.ToString("D6", CultureInfo.InvariantCulture)).Select(number =>
                new DirectoryUser(number, UserState.Active) { Email = $"u{number}@example.com", Login = $"u{number}@example.com", Title = "Engineer" }),
        ];

        public IReadOnlyList<DirectoryUser> Users => _users;

        public Action? Listed { get; set; }

        public Action? Written { get; set; }

        protected override async IAsyncEnumerable<DirectoryUser> ListModels([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
        {
            foreach (var user in _users)
            {
                yield return user;
            }

            Listed?.Invoke();
            await Task.CompletedTask.ConfigureAwait(false);
        }

        protected override Task<DirectoryUser?> GetModelAsync(string id, CancellationToken cancellationToken) => Task.FromResult<DirectoryUser?>(_users[Index(id)]);

        protected override Task<IReadOnlyList<DirectoryUser>> FindModelsAsync(UserKey key, string value, CancellationToken cancellationToken) =>
            Task.FromResult<IReadOnlyList<DirectoryUser>>([.. _users.Where(user => key.IsOf(user, value))]);

        protected override Task<DirectoryUser> CreateModelAsync(NewUser user, CancellationToken cancellationToken) => throw new NotSupportedException("The benchmark creates no users.");

        protected override Task UpdateModelAsync(string id, UserValues changes, CancellationToken cancellationToken)
        {
            var user = _users[Index(id)];
            _users[Index(id)] = new DirectoryUser(id, user.State, user.Values.With(changes));
            Written?.Invoke();
            return Task.CompletedTask;
        }

        protected override Task PerformModelAsync(DirectoryUser model, UserAction action, CancellationToken cancellationToken) =>
            throw new NotSupportedException("The benchmark performs no actions.");

        protected override DirectoryUser Map(DirectoryUser model) => model;

        private static int Index(string id) => int.Parse(id, CultureInfo.InvariantCulture);
    }
}
