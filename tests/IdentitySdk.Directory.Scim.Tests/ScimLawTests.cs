using IdentitySdk.Directories;
using IdentitySdk.Directories.Conformance;

namespace IdentitySdk.Scim;

/// <summary>The sample directory satisfies the laws and supports plans, against an independent server.</summary>
[Explicit("Slow: starts a Node.js server.")]
[Category("Slow")]
public sealed class ScimLawTests
{
    private ScimServer _server;
    private HttpClient _client;
    private ScimDirectory _directory;

    private static IEnumerable<TestCaseData> Laws() => DirectoryLaws.All.Select(law => new TestCaseData(law).SetArgDisplayNames(law.Name));

    [OneTimeSetUp]
    public async Task Start()
    {
        if (ScimServer.Missing is { } reason)
        {
            Assert.Ignore(reason);
        }

        _server = await ScimServer.StartAsync();
        _client = _server.Client();
        _directory = new ScimDirectory(_client, "test");
    }

    [OneTimeTearDown]
    public void Stop()
    {
        _client?.Dispose();
        _server?.Dispose();
    }

    [TestCaseSource(nameof(Laws))]
    public Task Directory_satisfies_the_law(DirectoryLaw law) => law.CheckAsync(new LawSubject(_directory) { ConsistencyDelay = TimeSpan.Zero });

    [Test]
    public async Task Plan_is_applied_verified_and_undone()
    {
        var tenant = new ScimDirectory(_client, "test");
        foreach (var name in new[] { "ada", "bob", "joe" })
        {
            await tenant.CreateAsync(new NewUser { Login = $"{name}@example.org", Email = $"{name}@example.org", Title = "Clerk" });
        }

        var people = new[] { "ada", "joe", "eve" }.Select(name => new DesiredUser { Login = $"{name}@example.org", Title = "Engineer" });
        var plan = await DirectoryPlan.CreateAsync(people.ToAsyncEnumerable(), tenant, new PlanOptions
        {
            Match = UserKey.Login,
            Manage = [UserAttribute.Title],
            Missing = MissingPolicy.Suspend,
            Scope = user => user.Login!.EndsWith("@example.org", StringComparison.Ordinal),
            Guard = new PlanGuard().ExpectMatched(exactly: 2),
        });
        Assert.That(plan.Summary.ToString(), Is.EqualTo("Create 1, Update 2, Suspend 1"));
        var path = Path.GetTempFileName();
        try
        {
            using var journal = ChangeJournal.Open(path);
            Assert.That((await plan.ApplyAsync(tenant, journal)).ToString(), Is.EqualTo("Applied 4"));
            Assert.That(await plan.VerifyAsync(tenant), Is.Empty);
            using var undoing = ChangeJournal.Open(path + ".undo");
            var undo = await journal.CreateUndoPlanAsync(tenant, new UndoOptions { Created = CreatedPolicy.Delete, Guard = new PlanGuard().AllowLosingAccess(exactly: 1) });

            Assert.That((await undo.ApplyAsync(tenant, undoing)).ToString(), Is.EqualTo("Applied 4"));
            var after = await tenant.ListAsync().Where(user => user.Login!.EndsWith("@example.org", StringComparison.Ordinal)).ToListAsync();
            Assert.That(after.Select(user => $"{user.State} {user.Title}"), Is.EqualTo(Enumerable.Repeat("Active Clerk", 3)));
        }
        finally
        {
            File.Delete(path);
            File.Delete(path + ".undo");
        }
    }
}
