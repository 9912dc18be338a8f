using System.Diagnostics;
using System.Globalization;
using IdentitySdk.Directories;
using IdentitySdk.Directories.Crash;
using IdentitySdk.Okta;

if (args[0] == "nightly")
{
    await NightlyRun.RunAsync(args[1..]);
    return 0;
}

// Applies a saved plan to an Okta emulator, and kills its own process with SIGKILL at a step: before or after a call, or in the middle of a journal line.
// Arguments: address, token, plan, journal, step (0 for never), consistency delay in milliseconds.
using var okta = new OktaClient(new OktaClientOptions { BaseAddress = new Uri(args[0]), Credential = OktaCredential.ApiToken(args[1]) });
var process = new CrashingProcess(int.Parse(args[4], CultureInfo.InvariantCulture));
await using var file = File.OpenRead(args[2]);
var plan = await DirectoryPlan.ReadAsync(file);
using var journal = ChangeJournal.Open(args[3]);
var result = await plan.ApplyAsync(
    new CrashingDirectory(okta.AsDirectory(), process, args[3]),
    journal,
    new ApplyOptions { ConsistencyDelay = TimeSpan.FromMilliseconds(int.Parse(args[5], CultureInfo.InvariantCulture)), MaxFailuresOnEnd = 1000 });
Console.WriteLine(result);
return result.IsComplete ? 0 : 1;

/// <summary>Kills the process at a step.</summary>
internal sealed class CrashingProcess(int step)
{
    private int _left = step;

    public bool IsNext => Volatile.Read(ref _left) == 1;

    public void Step()
    {
        if (Interlocked.Decrement(ref _left) == 0)
        {
            Kill();
        }
    }

    public static void Kill() => Process.GetCurrentProcess().Kill();
}

/// <summary>A directory that lets the process crash before or after a call. After a call it leaves half a line in the journal, like a kill during a write.</summary>
internal sealed class CrashingDirectory(IUserDirectory inner, CrashingProcess process, string journal) : IUserDirectory
{
    public string Tenant => inner.Tenant;

    public DirectoryCapabilities Capabilities => inner.Capabilities;

    public IAsyncEnumerable<DirectoryUser> ListAsync(CancellationToken cancellationToken = default) => inner.ListAsync(cancellationToken);

    public Task<DirectoryUser?> GetAsync(string id, CancellationToken cancellationToken = default) => AroundAsync(() => inner.GetAsync(id, cancellationToken));

    public Task<DirectoryUser?> FindAsync(UserKey key, string value, CancellationToken cancellationToken = default) =>
        AroundAsync(() => inner.FindAsync(key, value, cancellationToken));

    public Task<DirectoryUser> CreateAsync(NewUser user, CancellationToken cancellationToken = default) => AroundAsync(() => inner.CreateAsync(user, cancellationToken));

    public Task UpdateAsync(string id, UserValues changes, CancellationToken cancellationToken = default) => AroundAsync(async () =>
    {
        await inner.UpdateAsync(id, changes, cancellationToken);
        return true;
    });

    public Task PerformAsync(string id, UserAction action, CancellationToken cancellationToken = default) => AroundAsync(async () =>
    {
        await inner.PerformAsync(id, action, cancellationToken);
        return true;
    });

    private async Task<T> AroundAsync<T>(Func<Task<T>> call)
    {
        process.Step();
        var result = await call();
        if (process.IsNext)
        {
            // This process holds the journal's lock; the shell does not check it.
            using var shell = Process.Start("/bin/sh", ["-c", "printf '{\"type\":\"outco' >> \"$0\"", journal]);
            await shell.WaitForExitAsync();
        }

        process.Step();
        return result;
    }
}
