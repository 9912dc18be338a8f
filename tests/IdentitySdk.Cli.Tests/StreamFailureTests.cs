using System.Runtime.InteropServices;

namespace IdentitySdk.Tests;

/// <summary>Closed or full streams, and signals at any time: the exit code is the documented one, and no incomplete file has the final name.</summary>
[Platform("Linux", Reason = "/dev/full is Linux's.")]
public sealed class StreamFailureTests
{
    private const string List = "$IDSDK users list --vendor okta --emulator --take 3";

    [TestCase("2>/dev/full", 0)]
    [TestCase("2>&-", 0)]
    [TestCase(">/dev/full", 1)]
    [TestCase(">&-", 1)]
    [TestCase(">/dev/full 2>/dev/full", 1)]
    [TestCase(">&- 2>&-", 1)]
    [CancelAfter(60_000)]
    public async Task List_with_a_broken_stream_has_the_documented_exit_code(string redirection, int exitCode, CancellationToken cancellationToken)
    {
        var result = await ShellRun.RunAsync($"{List} {redirection}", cancellationToken);

        Assert.That(result.ExitCode, Is.EqualTo(exitCode), result.Error);
        Assert.That(result.Lines, Has.Length.EqualTo(exitCode == 0 ? 4 : 0));
    }

    [TestCase("users list --vendor okta", 2)]
    [TestCase("users list --vendor okta --base-url http://127.0.0.1:9", 2)]
    [TestCase("nonsense", 2)]
    [TestCase("users get nobody --vendor okta --emulator", 4)]
    [TestCase("users delete 00uATVECg0EwS8k9Q5d7 --vendor okta --emulator", 5)]
    [CancelAfter(60_000)]
    public async Task Failure_has_its_exit_code_when_stderr_is_broken(string arguments, int exitCode, CancellationToken cancellationToken)
    {
        foreach (var redirection in new[] { "2>/dev/full", "2>&-" })
        {
            Assert.That((await ShellRun.RunAsync($"$IDSDK {arguments} {redirection}", cancellationToken)).ExitCode, Is.EqualTo(exitCode), redirection);
        }
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task Closed_reader_is_not_a_failure(CancellationToken cancellationToken)
    {
        var result = await ShellRun.RunAsync("$IDSDK users list --vendor okta --emulator --emulator-users 1000000 | head -n 1", cancellationToken);

        Assert.That(result.Lines, Has.Length.EqualTo(1));
        Assert.That(result.Error, Is.Empty);
    }

    [TestCase(2)]
    [TestCase(15)]
    [CancelAfter(60_000)]
    public async Task Signal_leaves_no_incomplete_file(int signal, CancellationToken cancellationToken)
    {
        Assume.That(IsIgnored(signal), Is.False, "Skipped: the parent process ignores this signal, which its children inherit.");
        var folder = Directory.CreateTempSubdirectory("idsdk-signal-").FullName;
        var file = Path.Combine(folder, "users.json");
        await File.WriteAllTextAsync(file, "before", cancellationToken);
        var isWriting = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var watcher = new FileSystemWatcher(folder) { NotifyFilter = NotifyFilters.Size };
        watcher.Changed += (_, change) => isWriting.TrySetResult();
        watcher.EnableRaisingEvents = true;
        using var process = ShellRun.Start($"exec $IDSDK users list --vendor okta --emulator --emulator-users 10000000 --format json --out {file}");
        await isWriting.Task.WaitAsync(cancellationToken);

        Assert.That(Signal(process.Id, signal), Is.Zero);
        var error = await process.StandardError.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);

        Assert.That(process.ExitCode, Is.EqualTo(130), error);
        Assert.That(await File.ReadAllTextAsync(file, cancellationToken), Is.EqualTo("before"));
        Assert.That(Directory.GetFiles(folder), Is.EqualTo(new[] { file }));
        Directory.Delete(folder, recursive: true);
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task Full_disk_is_reported_in_one_line(CancellationToken cancellationToken)
    {
        var result = await ShellRun.RunAsync("$IDSDK users list --vendor okta --emulator --format json --out /dev/full", cancellationToken);

        Assert.That(result.ExitCode, Is.EqualTo(1), result.Error);
        Assert.That(result.Error, Does.StartWith("idsdk: the output cannot be written: No space left on device"));
        Assert.That(result.Error.Count(character => character == '\n'), Is.EqualTo(1));
        Assert.That(File.Exists("/dev/full"), "a device is not replaced");
    }

    [Test]
    public async Task Output_file_is_complete()
    {
        var folder = Directory.CreateTempSubdirectory("idsdk-out-").FullName;
        var file = Path.Combine(folder, "users.csv");

        var result = await Tool.RunAsync("users", "list", "--vendor", "okta", "--emulator", "--take", "2", "--format", "csv", "--bom", "--out", file);

        result.AssertSucceeded();
        Assert.That(result.Out, Is.Empty);
        Assert.That(System.Text.Encoding.UTF8.GetString(await File.ReadAllBytesAsync(file)), Does.StartWith("\uFEFFvendor,id").And.EndsWith("\r\n"));
        Assert.That(Directory.GetFiles(folder), Has.Length.EqualTo(1));
        Directory.Delete(folder, recursive: true);
    }

    [TestCase("--out /", "--out: / is a folder.")]
    [TestCase("--out /no/such/folder/file", "--out: ")]
    [TestCase("--bom", "--bom is for csv and tsv.")]
    [TestCase("--csv-safe off", "--csv-safe is for csv.")]
    [TestCase("--csv-safe maybe --format csv", "--csv-safe must be one of on, off.")]
    [TestCase("--columns id --format json", "--columns is for table, csv and tsv; use --query with json and jsonl.")]
    [TestCase("--columns ,", "--columns requires a name.")]
    [TestCase("--columns id,id", "--columns has 'id' twice.")]
    [TestCase("--query [", "--query is not a valid JMESPath expression for this result: ")]
    [TestCase("--query nonsense(@)", "--query is not a valid JMESPath expression for this result: ")]
    [TestCase("--query abs(@)", "--query is not a valid JMESPath expression for this result: ")]
    [TestCase("--format json --format csv", "Option '--format' expects a single argument but 2 were provided.")]
    public async Task Contradictory_options_are_reported_in_one_line(string options, string line)
    {
        var result = await Tool.RunAsync(["users", "list", "--vendor", "okta", "--emulator", "--take", "1", .. options.Split(' ')]);

        Assert.That(result.ExitCode, Is.EqualTo(2));
        Assert.That(result.Out, Is.Empty);
        Assert.That(result.Error, Does.StartWith($"idsdk: {line}"));
        Assert.That(result.Error.Count(character => character == '\n'), Is.EqualTo(1));
    }

    [TestCase("--body nonsense", "--body is not JSON: ")]
    [TestCase("--body {}{}", "--body is not JSON: Additional text")]
    [TestCase("--body {\"a\":1,\"a\":2}", "--body is not JSON: ")]
    [TestCase("--body -", "--body: standard input is empty.")]
    [TestCase("--body @/", "--body: / is a folder.")]
    [TestCase("--body @/no/such/file", "--body: ")]
    [TestCase("--body [] --set a=1", "--set requires a body that is a JSON object.")]
    [TestCase("--body {\"profile\":1} --set profile.login=x", "--set profile.login: profile is not an object.")]
    [TestCase("--set =x", "--set has the form name=value or name:=json, not '=x'.")]
    [TestCase("--set a..b=x", "--set has the form name=value or name:=json, not 'a..b=x'.")]
    [TestCase("--set a:=[", "--set a is not JSON: ")]
    [TestCase("", "create requires a body: use --body or --set.")]
    [TestCase("--activate maybe --body {}", "--activate must be true or false.")]
    [TestCase("--activate true --activate false --body {}", "--activate is given 2 times, but takes one value.")]
    public async Task Invalid_body_is_reported_in_one_line(string options, string line)
    {
        var result = await Tool.RunAsync(["okta", "users", "create", "--emulator", "--yes", .. options.Split(' ', StringSplitOptions.RemoveEmptyEntries)]);

        Assert.That(result.ExitCode, Is.EqualTo(2), result.Error);
        Assert.That(result.Error, Does.StartWith($"idsdk: {line}"));
        Assert.That(result.Error.Count(character => character == '\n'), Is.EqualTo(1));
    }

    [Test]
    public async Task Body_is_read_from_standard_input_and_set_overrides_members()
    {
        await using var tenant = await Tenant.StartAsync("okta");
        var tool = tenant.Tool();
        tool.In = """{"profile":{"login":"ada@example.com","email":"ada@example.com","firstName":"Ada","lastName":"Lovelace"}}""";

        var result = await tool.WithArgumentsAsync(
            ["okta", "users", "create", "--body", "-", "--set", "profile.lastName=King", "--set", "profile.floor:=3", "--yes", "--query",
                "[profile.lastName, profile.floor]", "-o", "json"]);

        result.AssertSucceeded();
        Assert.That(result.Out.Where(character => !char.IsWhiteSpace(character)), Is.EqualTo("[\"King\",3]"));
    }

    /// <summary>Shells ignore SIGINT for background processes.</summary>
    private static bool IsIgnored(int signal)
    {
        var line = File.ReadLines("/proc/self/status").Single(static line => line.StartsWith("SigIgn:", StringComparison.Ordinal));
        return (Convert.ToUInt64(line["SigIgn:".Length..].Trim(), 16) >> (signal - 1) & 1) == 1;
    }

    [DllImport("libc", EntryPoint = "kill")]
    private static extern int Signal(int process, int signal);
}
