using IdentitySdk.Cli;
using IdentitySdk.Cli.Hosting;
using IdentitySdk.Cli.Profiles;

namespace IdentitySdk.Tests;

/// <summary>Runs the commands in this process, with real clients and HTTP, and with writers instead of a console.</summary>
internal sealed class Tool
{
    public const string Secret = "s3cr3t-v4lu3";

    public Dictionary<string, string> Variables { get; } = [];

    public bool IsOutTerminal { get; init; }

    public bool IsErrorTerminal { get; init; }

    public bool IsInTerminal { get; init; }

    /// <summary>The piped or typed input.</summary>
    public string In { get; set; } = "";

    public int? Width { get; init; }

    public Func<HttpMessageHandler>? Transport { get; init; }

    /// <summary>The folder for profiles.</summary>
    public string ConfigFolder { get; init; } = Path.Combine(TestContext.CurrentContext.WorkDirectory, "no-profiles");

    public TextWriter Out { get; init; } = new StringWriter { NewLine = "\n" };

    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    public int Retries { get; init; }

    public static Task<ToolResult> RunAsync(params string[] args) => new Tool().WithArgumentsAsync(args);

    public async Task<ToolResult> WithArgumentsAsync(string[] args, CancellationToken cancellationToken = default)
    {
        var error = new StringWriter { NewLine = "\n" };
        var context = new CliContext(new WriterConsole(this, error))
        {
            GetVariable = name => Variables.GetValueOrDefault(name) ?? (name == ProfileStore.FolderVariable ? ConfigFolder : null),
            TimeProvider = TimeProvider,
            Configure = options =>
            {
                options.Retry.MaxRetries = Retries;
                options.Transport = Transport?.Invoke();
            },
        };
        var exitCode = await Application.RunAsync(args, context, cancellationToken);
        return new ToolResult(exitCode, Out.ToString()!, error.ToString());
    }

    private sealed class WriterConsole(Tool tool, TextWriter error) : IConsole
    {
        public TextWriter Out => tool.Out;

        public TextWriter Error => error;

        public TextReader In { get; } = new StringReader(tool.In);

        public bool IsOutTerminal => tool.IsOutTerminal;

        public bool IsErrorTerminal => tool.IsErrorTerminal;

        public bool IsInTerminal => tool.IsInTerminal;

        public int? Width => tool.IsOutTerminal ? tool.Width : null;

        public string? ReadSecret(string prompt)
        {
            Error.Write(prompt);
            return In.ReadLine();
        }
    }
}
