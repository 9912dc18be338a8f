using System.Diagnostics;
using System.Runtime.InteropServices;
using IdentitySdk.Testing;
using Newtonsoft.Json.Linq;

namespace IdentitySdk.Tests.Exports;

/// <summary>The built tool as a process that is killed at random requests, against an emulator with an error rate of five percent.</summary>
[Platform("Linux", Reason = "Signals, env and /dev/full are those of Linux.")]
public sealed class KilledToolTests
{
    private const int Interrupt = 2;

    private WorkFolder _folder;

    [SetUp]
    public void NewFolder() => _folder = new WorkFolder();

    [TearDown]
    public void Remove() => _folder.Dispose();

    [Test]
    public Task Export_killed_three_times_contains_every_user_once() => ExportAsync(kills: 3, users: 20_000);

    [Test]
    [Explicit("Slow: twenty processes, a hundred thousand users.")]
    [Category("Slow")]
    public Task Export_killed_twenty_times_contains_every_user_once() => ExportAsync(kills: 20, users: 100_000);

    [TestCase(Interrupt, 130)]
    [TestCase(15, 130)]
    [TestCase(9, 137)]
    public async Task Interrupted_apply_resumes_and_completes_the_plan(int signal, int exitCode)
    {
        using var victim = new Victim();
        await using var emulator = await StartAsync(users: 60, victim);
        var tool = new Tool();
        foreach (var (name, value) in Variables(emulator))
        {
            tool.Variables.Add(name, value);
        }

        await tool.WithArgumentsAsync(["export", _folder.Path("users.csv"), "--vendor", "okta"]);
        var lines = await File.ReadAllLinesAsync(_folder.Path("users.csv"));
        var given = Array.IndexOf(lines[0].Split(','), "title");
        _folder.Write("people.csv", [lines[0], .. lines[1..].Select((line, number) => Changed(line, given, number))]);
        var plan = await tool.WithArgumentsAsync(["plan", _folder.Path("people.csv"), "--manage", "title", "--plan", _folder.Path("plan.json"), "--vendor", "okta"]);
        Assert.That(plan.ExitCode, Is.Zero, plan.Error);

        var interrupted = await RunAsync(emulator, victim, atRequest: 15, signal, "apply", _folder.Path("plan.json"), "--yes", "--vendor", "okta");
        var ended = await RunAsync(emulator, victim, atRequest: int.MaxValue, Interrupt, "apply", _folder.Path("plan.json"), "--yes", "--vendor", "okta");
        var verified = await RunAsync(emulator, victim, atRequest: int.MaxValue, Interrupt, "verify", _folder.Path("plan.json"), "--vendor", "okta");

        Assert.That(interrupted.ExitCode, Is.EqualTo(exitCode), interrupted.Error);
        Assert.That(interrupted.Error, Is.EqualTo(exitCode == 130 ? "idsdk: cancelled.\n" : ""));
        Assert.That(ended.ExitCode, Is.Zero, ended.Error);
        Assert.That(verified.ExitCode, Is.Zero, verified.Error);
        await AssertUndoneAsync(emulator, victim, lines);
    }

    [TestCase(2)]
    [TestCase(15)]
    public async Task Export_stopped_by_a_signal_resumes(int signal)
    {
        using var victim = new Victim();
        await using var emulator = await StartAsync(users: 4_000, victim);
        string[] export = ["export", _folder.Path("users.csv"), "--vendor", "okta", "--page-size", "200"];

        var stopped = await RunAsync(emulator, victim, atRequest: 9, signal, export);
        var ended = await RunAsync(emulator, victim, int.MaxValue, signal, export);

        Assert.That(stopped.ExitCode, Is.EqualTo(130), stopped.Error);
        Assert.That(stopped.Error, Does.EndWith("idsdk: cancelled.\n"));
        Assert.That(ended.Error, Does.Contain("resuming"));
        Assert.That((await File.ReadAllLinesAsync(_folder.Path("users.csv"))).Distinct().ToList(), Has.Count.EqualTo(4_001));
    }

    [Test]
    public async Task Full_disk_and_closed_pipe_have_the_documented_exit_codes()
    {
        using var victim = new Victim();
        await using var emulator = await StartAsync(users: 2_000, victim);
        _folder.Write("people.jsonl", [.. Enumerable.Range(0, 2_000).Select(number =>
            $$"""{"login":"n{{number}}@example.com","email":"n{{number}}@example.com","givenName":"N","familyName":"{{number}}"}""")]);
        string[] plan = ["plan", _folder.Path("people.jsonl"), "--vendor", "okta", "--expect-matched", "0"];

        var full = await ShellAsync(emulator, plan, "> /dev/full");
        var quiet = await ShellAsync(emulator, plan, "2> /dev/full | head -n 1");
        var closed = await ShellAsync(emulator, plan, "| head -n 1");
        var limited = await ShellAsync(emulator, ["export", _folder.Path("users.jsonl"), "--vendor", "okta"], "", before: "export DOTNET_EnableWriteXorExecute=0; trap '' XFSZ; ulimit -f 600; ");
        var whole = await ShellAsync(emulator, ["export", _folder.Path("users.jsonl"), "--vendor", "okta"], "");

        Assert.That(full.ExitCode, Is.EqualTo(1), full.Error);
        Assert.That(full.Error, Does.StartWith("idsdk: the output cannot be written: "));
        Assert.That(quiet.ExitCode, Is.Zero, quiet.Error);
        Assert.That(closed.ExitCode, Is.Zero, closed.Error);
        Assert.That(closed.Error.Replace("idsdk: note: ", "", StringComparison.Ordinal), Does.Not.Contain("idsdk:"));
        Assert.That(limited.ExitCode, Is.EqualTo(1), limited.Error);
        Assert.That(limited.Error, Does.StartWith("idsdk: the output cannot be written: "));
        Assert.That(whole.Error, Does.Contain("resuming"));
        Assert.That(await File.ReadAllLinesAsync(_folder.Path("users.jsonl")), Has.Length.EqualTo(2_000));
    }

    private async Task AssertUndoneAsync(OktaEmulator emulator, Victim victim, string[] before)
    {
        var undone = await RunAsync(emulator, victim, int.MaxValue, Interrupt, "undo", _folder.Path("plan.json.journal"), "--yes", "--vendor", "okta");
        await RunAsync(emulator, victim, int.MaxValue, Interrupt, "export", _folder.Path("after.csv"), "--vendor", "okta");

        Assert.That(undone.ExitCode, Is.Zero, undone.Error);
        Assert.That(await File.ReadAllLinesAsync(_folder.Path("after.csv")), Is.EqualTo(before));
    }

    private static string Changed(string line, int column, int number)
    {
        var cells = line.Split(',');
        cells[column] = line.Contains("DEPROVISIONED", StringComparison.Ordinal) ? cells[column] : $"Changed {number}";
        return string.Join(',', cells);
    }

    private static Dictionary<string, string> Variables(OktaEmulator emulator) =>
        new() { ["OKTA_BASE_URL"] = emulator.BaseAddress.ToString(), ["OKTA_API_TOKEN"] = emulator.ApiToken };

    private static Task<OktaEmulator> StartAsync(int users, Victim victim, double errorRate = 0, int seed = 0) => OktaEmulator.StartAsync(new OktaEmulatorOptions
    {
        UserCount = users,
        ErrorRate = errorRate,
        ErrorSeed = seed,
        RateLimitWindow = TimeSpan.FromSeconds(1),
        RequestReceived = _ => victim.Count(),
    });

    private async Task ExportAsync(int kills, int users)
    {
        var random = new Random();
        using var victim = new Victim();
        await using var emulator = await StartAsync(users, victim, errorRate: 0.05, random.Next());
        string[] export = ["export", _folder.Path("users.jsonl"), "--vendor", "okta", "--page-size", "200"];
        for (var kill = 0; kill < kills; kill++)
        {
            var killed = await RunAsync(emulator, victim, random.Next(1, users / 200 / kills), signal: 9, export);
            Assert.That(killed.ExitCode, Is.EqualTo(137), killed.Error);
            Assert.That(File.Exists(_folder.Path("users.jsonl")), Is.False);
        }

        var ended = await RunAsync(emulator, victim, int.MaxValue, signal: 9, export);

        Assert.That(ended.ExitCode, Is.Zero, ended.Error);
        var ids = File.ReadLines(_folder.Path("users.jsonl")).Select(line => (string)JObject.Parse(line)["id"]!).ToList();
        Assert.That(ids, Has.Count.EqualTo(users));
        Assert.That(ids.ToHashSet(), Has.Count.EqualTo(users));
        Assert.That(victim.MaxMemory, Is.LessThan(400_000_000), "memory does not grow with the number of users");
    }

    private async Task<ToolResult> RunAsync(OktaEmulator emulator, Victim victim, int atRequest, int signal, params string[] args)
    {
        // The test process may have inherited an ignored SIGINT, which its children would inherit too.
        string[] command = ["--default-signal=INT", "dotnet", Path.Combine(TestContext.CurrentContext.TestDirectory, "IdentitySdk.Cli.dll")];
        var start = Start(emulator, "env", [.. command, .. args]);
        using var process = Process.Start(start)!;
        victim.Set(process, atRequest, signal);
        var error = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return new ToolResult(process.ExitCode, output, await error);
    }

    private async Task<ToolResult> ShellAsync(OktaEmulator emulator, string[] args, string redirection, string before = "")
    {
        var tool = Path.Combine(TestContext.CurrentContext.TestDirectory, "IdentitySdk.Cli.dll");
        var start = Start(emulator, "bash", ["-c", $"set -o pipefail; {before}dotnet \"$0\" \"$@\" {redirection}", tool, .. args]);
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return new ToolResult(process.ExitCode, output, await error);
    }

    private ProcessStartInfo Start(OktaEmulator emulator, string program, string[] args)
    {
        var start = new ProcessStartInfo(program, args) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in Variables(emulator))
        {
            start.Environment[name] = value;
        }

        start.Environment["IDSDK_CONFIG_DIR"] = _folder.Path("no-profiles");
        return start;
    }

    [DllImport("libc", EntryPoint = "kill")]
    private static extern int Signal(int process, int signal);

    /// <summary>The process to signal when the emulator receives a given request.</summary>
    private sealed class Victim : IDisposable
    {
        private Process? _process;
        private int _left;
        private int _signal;

        public long MaxMemory { get; private set; }

        public void Set(Process process, int atRequest, int signal)
        {
            _signal = signal;
            Volatile.Write(ref _left, atRequest);
            Volatile.Write(ref _process, process);
        }

        public void Count()
        {
            if (Volatile.Read(ref _process) is not { } process)
            {
                return;
            }

            if (Interlocked.Decrement(ref _left) == 0)
            {
                _ = Signal(process.Id, _signal);
            }

            MaxMemory = Math.Max(MaxMemory, WorkingSet(process));
        }

        public void Dispose() => Volatile.Write(ref _process, null);

        private static long WorkingSet(Process process)
        {
            try
            {
                process.Refresh();
                return process.WorkingSet64;
            }
            catch (InvalidOperationException)
            {
                return 0;
            }
        }
    }
}
