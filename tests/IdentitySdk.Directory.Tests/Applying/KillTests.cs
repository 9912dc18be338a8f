using System.Diagnostics;
using System.Globalization;
using IdentitySdk.Directories;
using IdentitySdk.Testing;
using IdentitySdk.Tests.Vendors;

namespace IdentitySdk.Tests.Applying;

/// <summary>A process that is killed with SIGKILL at any step and restarted with its journal reaches the same result: over HTTP, against an emulator.</summary>
public sealed class KillTests
{
    private string _folder = "";

    [TearDown]
    public void Remove() => System.IO.Directory.Delete(_folder, recursive: true);

    [TestCase(3)]
    [TestCase(10)]
    [TestCase(17)]
    public Task Killed_process_resumes_to_the_same_result(int step) => KillAsync(step);

    [Test]
    [Explicit("Slow: a process for each step.")]
    [Category("Slow")]
    public async Task Process_killed_at_any_step_resumes_to_the_same_result()
    {
        var step = 1;
        for (; await KillAsync(step); step++)
        {
            Remove();
        }

        Assert.That(step, Is.GreaterThan(20));
    }

    /// <summary>Kills the process once at each of the steps, lets it resume, and checks the directory and the undo plan.</summary>
    /// <returns>Whether the process was killed at every step.</returns>
    private async Task<bool> KillAsync(params int[] steps)
    {
        if (!OperatingSystem.IsLinux())
        {
            Assert.Ignore("SIGKILL exists on Linux only.");
            return false;
        }

        _folder = System.IO.Directory.CreateTempSubdirectory("kill-").FullName;
        await using var tenant = await VendorTenant.StartAsync("Okta", users: 12);
        var users = await tenant.Directory.ListAsync().ToListAsync();
        var active = users.Where(user => user.State == UserState.Active).Take(6).ToList();
        var before = Show(users);
        var source = active.Skip(2).Select((user, number) => new DesiredUser(user.Values) { Title = $"Title {number}" })
            .Concat(users.Except(active).Select(user => new DesiredUser(user.Values)))
            .Append(New("eve")).Append(New("joe")).ToAsyncEnumerable();
        var plan = await DirectoryPlan.CreateAsync(source, tenant.Directory, new PlanOptions
        {
            Match = UserKey.Login,
            Manage = [UserAttribute.Title, UserAttribute.Email, UserAttribute.GivenName, UserAttribute.FamilyName],
            Missing = MissingPolicy.Suspend,
            Guard = new PlanGuard { MinShareMatched = 0 }.AllowLosingAccess(exactly: 2),
        });
        Assert.That(plan.Summary.ToString(), Is.EqualTo("Create 2, Update 4, Suspend 2"));
        await using (var file = File.Create(Path.Combine(_folder, "plan.json")))
        {
            await plan.WriteAsync(file);
        }

        var kills = 0;
        foreach (var step in steps)
        {
            kills += await StartAsync(tenant, step) == 137 ? 1 : 0;
        }

        for (var run = 0; await StartAsync(tenant, step: 0) != 0; run++)
        {
            Assert.That(run, Is.LessThan(10), "the run does not end");
        }

        Assert.That(await plan.VerifyAsync(tenant.Directory), Is.Empty);
        var after = await tenant.Directory.ListAsync().ToListAsync();
        Assert.That(after, Has.Count.EqualTo(users.Count + 2));
        Assert.That(after.Select(user => user.Login!.ToUpperInvariant()), Is.Unique, "no user has two accounts");
        Assert.That(after.Count(user => user.State == UserState.Suspended), Is.EqualTo(users.Count(user => user.State == UserState.Suspended) + 2));
        await AssertUndoAsync(tenant, before);
        return kills == steps.Length;
    }

    private async Task AssertUndoAsync(VendorTenant tenant, string before)
    {
        using var journal = ChangeJournal.Open(Path.Combine(_folder, "run.journal"));
        var undo = await journal.CreateUndoPlanAsync(
            tenant.Directory, new UndoOptions { Created = CreatedPolicy.Delete, Guard = new PlanGuard().AllowLosingAccess(exactly: 2) });
        using var undoing = ChangeJournal.Open(Path.Combine(_folder, "undo.journal"));
        Assert.That((await undo.ApplyAsync(tenant.Directory, undoing, new ApplyOptions { MaxFailuresOnEnd = 1000 })).IsComplete, Is.True);
        Assert.That(Show(await tenant.Directory.ListAsync().ToListAsync()), Is.EqualTo(before));
    }

    private async Task<int> StartAsync(VendorTenant tenant, int step)
    {
        var built = new DirectoryInfo(AppContext.BaseDirectory);
        var program = Repository.Path("tests", "IdentitySdk.Directory.Crash", "bin", built.Parent!.Name, built.Name, "IdentitySdk.Directory.Crash.dll");
        var start = new ProcessStartInfo("dotnet", [
            program, tenant.Emulator.BaseAddress.ToString(), ((OktaEmulator)tenant.Emulator).ApiToken, Path.Combine(_folder, "plan.json"),
            Path.Combine(_folder, "run.journal"), step.ToString(CultureInfo.InvariantCulture), "0",
        ])
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.That(process.ExitCode, Is.AnyOf(0, 1, 137), await errors + await output);
        return process.ExitCode;
    }

    private static string Show(IEnumerable<DirectoryUser> users) => string.Join('\n', users.OrderBy(user => user.Id, StringComparer.Ordinal).Select(
        user => $"{user.Id} {user.NativeStatus} {string.Join(' ', user.Values.OrderBy(item => item.Key.Name, StringComparer.Ordinal).Select(item => $"{item.Key}={item.Value.Text}"))}"));

    private static DesiredUser New(string name) => new()
    {
        Login = $"{name}@example.com", Email = $"{name}@example.com", GivenName = name, FamilyName = "New", Title = "New",
    };
}
