using IdentitySdk.Directories;
using IdentitySdk.Okta;
using IdentitySdk.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace IdentitySdk.Tests.Readme;

/// <summary>Runs the nightly job of docs/directory.md.</summary>
public sealed class NightlyJobTests
{
    private string _folder;

    [SetUp]
    public void NewFolder() => _folder = System.IO.Directory.CreateTempSubdirectory("nightly-").FullName;

    [TearDown]
    public void Remove() => System.IO.Directory.Delete(_folder, recursive: true);

    [Test]
    public async Task Job_creates_updates_and_suspends_and_a_second_run_does_nothing()
    {
        await using var emulator = await OktaEmulator.StartAsync(new OktaEmulatorOptions { UserCount = 30 });
        using var okta = new OktaClient(new OktaClientOptions { BaseAddress = emulator.BaseAddress, Credential = OktaCredential.ApiToken(emulator.ApiToken) });
        var users = await okta.AsDirectory().ListAsync().ToListAsync();
        var leaver = users.First(user => user.NativeStatus == "ACTIVE");
        var changed = users.Last(user => user.NativeStatus == "ACTIVE");
        var people = await WriteAsync(users.Where(user => user.Id != leaver.Id).Select(user =>
            Row(user.Login, user.GivenName, user.FamilyName, user.Id == changed.Id ? "Countess" : user.Title)).Append(Row("eve@example.com", "Eve", "New", "Engineer")));

        await RunAsync(okta, people);
        var requests = emulator.RequestCount;
        await RunAsync(okta, people);

        var after = await okta.AsDirectory().ListAsync().ToListAsync();
        Assert.That(after, Has.Count.EqualTo(31));
        Assert.That(after.Single(user => user.Id == leaver.Id).State, Is.EqualTo(UserState.Suspended));
        Assert.That(after.Single(user => user.Id == changed.Id).Title, Is.EqualTo("Countess"));
        Assert.That(emulator.Requests.Skip(requests).Count(request => request.Method != "GET"), Is.Zero, "the second run with the journal has nothing to do");
    }

    [Test]
    public async Task Job_with_half_of_the_file_suspends_no_user()
    {
        await using var emulator = await OktaEmulator.StartAsync(new OktaEmulatorOptions { UserCount = 30 });
        using var okta = new OktaClient(new OktaClientOptions { BaseAddress = emulator.BaseAddress, Credential = OktaCredential.ApiToken(emulator.ApiToken) });
        var users = await okta.AsDirectory().ListAsync().ToListAsync();
        var people = await WriteAsync(users.Take(15).Select(user => Row(user.Login, user.GivenName, user.FamilyName, user.Title)));

        await Assert.ThrowsAsync<PlanBlockedException>(() => RunAsync(okta, people));

        Assert.That(emulator.Requests.Count(request => request.Method != "GET"), Is.Zero);
    }

    private Task RunAsync(OktaClient okta, string people)
    {
        var (directory, options, apply) = DirectorySnippets.NightlySettings(okta, NullLoggerFactory.Instance);
        return DirectorySnippets.NightlyJobAsync(directory, options, apply, _folder, people);
    }

    private static string Row(params string?[] cells) => string.Join(';', cells.Select(cell => $"\"{cell?.Replace("\"", "\"\"")}\""));

    private async Task<string> WriteAsync(IEnumerable<string> rows)
    {
        var path = Path.Combine(_folder, "people.csv");
        await File.WriteAllLinesAsync(path, rows.Prepend("Mail;First name;Last name;Title"));
        return path;
    }
}
