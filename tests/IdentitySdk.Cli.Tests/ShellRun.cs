using System.Diagnostics;

namespace IdentitySdk.Tests;

/// <summary>Runs the built tool as <c>$IDSDK</c> in a shell script, with real redirections and terminals.</summary>
internal static class ShellRun
{
    /// <summary>Starts a script.</summary>
    /// <param name="script">The script; <c>$IDSDK</c> is the tool, <c>$PTS</c> the terminal.</param>
    /// <param name="tenant">The tenant whose variables are set; null for none.</param>
    /// <param name="terminal">The terminal; null for none.</param>
    /// <param name="variables">Further variables.</param>
    public static Process Start(string script, Tenant? tenant = null, PseudoTerminal? terminal = null, params (string Name, string Value)[] variables)
    {
        var start = new ProcessStartInfo("/bin/sh", ["-c", script]) { RedirectStandardOutput = true, RedirectStandardError = true,
            RedirectStandardInput = true };
        foreach (var name in start.Environment.Keys.Where(static name => name is "NO_COLOR" or "CI" || name.StartsWith("OKTA_", StringComparison.Ordinal))
            .ToList())
        {
            start.Environment.Remove(name);
        }

        start.Environment["IDSDK"] = $"dotnet {Path.Combine(TestContext.CurrentContext.TestDirectory, "IdentitySdk.Cli.dll")}";
        start.Environment["IDSDK_CONFIG_DIR"] = Path.Combine(TestContext.CurrentContext.WorkDirectory, "no-profiles");
        start.Environment["TERM"] = "xterm-256color";
        start.Environment["PTS"] = terminal?.Path ?? "/dev/null";
        foreach (var (name, value) in (tenant?.Variables ?? []).Concat(variables))
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!;
    }

    /// <summary>Runs a script to its end.</summary>
    public static async Task<ToolResult> RunAsync(
        string script, CancellationToken cancellationToken, Tenant? tenant = null, PseudoTerminal? terminal = null,
            params (string Name, string Value)[] variables)
    {
        using var process = Start(script, tenant, terminal, variables);
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
        var error = process.StandardError.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        if (terminal is not null)
        {
            await terminal.EndAsync(cancellationToken);
        }

        return new ToolResult(process.ExitCode, await output, await error);
    }
}
