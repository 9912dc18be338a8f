using IdentitySdk.Cli;
using IdentitySdk.Cli.Hosting;

namespace IdentitySdk.Tests;

/// <summary>Runs the real commands in this process: real clients, real HTTP, writers instead of a console.</summary>
internal sealed class Tool
{
    public const string Secret = "s3cr3t-v4lu3";

    public Dictionary<string, string> Variables { get; } = [];

    public bool IsOutTerminal { get; init; }

    public bool IsErrorTerminal { get; init; }

    public TextWriter Out { get; init; } = new StringWriter { NewLine = "\n" };

    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    public int Retries { get; init; }

    public static Task<ToolResult> RunAsync(params string[] args) => new Tool().WithArgumentsAsync(args);

    public async Task<ToolResult> WithArgumentsAsync(string[] args, CancellationToken cancellationToken = default)
    {
        var error = new StringWriter { NewLine = "\n" };
        var context = new CliContext(new WriterConsole(Out, error, IsOutTerminal, IsErrorTerminal))
        {
            GetVariable = name => Variables.GetValueOrDefault(name),
            TimeProvider = TimeProvider,
            Configure = options => options.Retry.MaxRetries = Retries,
        };
        var exitCode = await Application.RunAsync(args, context, cancellationToken);
        return new ToolResult(exitCode, Out.ToString()!, error.ToString());
    }

    private sealed record WriterConsole(TextWriter Out, TextWriter Error, bool IsOutTerminal, bool IsErrorTerminal) : IConsole;
}
