using System.Diagnostics;
using System.Runtime.InteropServices;

namespace IdentitySdk.Tests;

/// <summary>Runs the built tool as a process: real streams, real signals.</summary>
public sealed class ProcessTests
{
    private const int Terminate = 15;

    [Test]
    [CancelAfter(60_000)]
    public async Task Stdout_contains_data_only(CancellationToken cancellationToken)
    {
        using var process = Start("users", "list", "--vendor", "all", "--emulator", "--take", "1", "--format", "csv", "--quiet");
        var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
        var error = process.StandardError.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);

        Assert.That(await output,
            Does.StartWith("vendor,id,login,name,status\r\nokta,00u7PpzqeeKOl3k9Q5d7,alan.ivanova.0@example.com,Alan Иванова,ACTIVE\r\n"));
        Assert.That(await error, Is.Empty);
        Assert.That(process.ExitCode, Is.Zero);
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task Missing_credential_is_one_line_on_stderr(CancellationToken cancellationToken)
    {
        using var process = Start("users", "list", "--vendor", "agilicus");
        var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
        var error = process.StandardError.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);

        Assert.That(await output, Is.Empty);
        Assert.That((await error).TrimEnd('\r', '\n'),
            Is.EqualTo("idsdk: No credential for Agilicus: set AGILICUS_AUTHENTICATION_DOCUMENT or AGILICUS_ACCESS_TOKEN, "
                + "or save one with idsdk login agilicus."));
        Assert.That(process.ExitCode, Is.EqualTo(2));
    }

    [Test]
    [CancelAfter(60_000)]
    [Platform(Exclude = "Win", Reason = "Windows hides a closed pipe.")]
    public async Task Closed_pipe_stops_a_long_list_without_an_error(CancellationToken cancellationToken)
    {
        using var process = Start("users", "list", "--vendor", "okta", "--emulator", "--emulator-users", "10000000");
        var first = await process.StandardOutput.ReadLineAsync(cancellationToken);
        process.StandardOutput.Close();
        var error = await process.StandardError.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);

        Assert.That(first, Does.StartWith("VENDOR"));
        Assert.That(error, Is.Empty);
        Assert.That(process.ExitCode, Is.Zero);
    }

    [Test]
    [CancelAfter(60_000)]
    [Platform(Exclude = "Win", Reason = "There are no signals.")]
    public async Task Signal_stops_a_long_list_after_a_complete_line(CancellationToken cancellationToken)
    {
        using var process = Start("users", "list", "--vendor", "okta", "--emulator", "--emulator-users", "10000000", "--format", "csv");
        await process.StandardOutput.ReadLineAsync(cancellationToken);
        Assert.That(Signal(process.Id, Terminate), Is.Zero);
        var output = await process.StandardOutput.ReadToEndAsync(cancellationToken);
        var error = await process.StandardError.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);

        Assert.That(output, Is.Empty.Or.EndsWith("\r\n"));
        Assert.That(error, Is.EqualTo("idsdk: cancelled.\n"));
        Assert.That(process.ExitCode, Is.EqualTo(130));
    }

    private static Process Start(params string[] args)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(TestContext.CurrentContext.TestDirectory, "IdentitySdk.Cli.dll"), .. args])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var variable in start.Environment.Keys.Where(name => name.StartsWith("AGILICUS_", StringComparison.Ordinal)).ToList())
        {
            start.Environment.Remove(variable);
        }

        start.Environment["IDSDK_CONFIG_DIR"] = Path.Combine(TestContext.CurrentContext.WorkDirectory, "no-profiles");

        return Process.Start(start)!;
    }

    [DllImport("libc", EntryPoint = "kill")]
    private static extern int Signal(int process, int signal);
}
