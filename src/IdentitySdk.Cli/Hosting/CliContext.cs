namespace IdentitySdk.Cli.Hosting;

/// <summary>The environment of a command: console, environment variables, clock.</summary>
internal sealed record CliContext(IConsole Console)
{
    public Func<string, string?> GetVariable { get; init; } = Environment.GetEnvironmentVariable;

    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Changes every client's options before it is created.</summary>
    public Action<IdentityClientOptions> Configure { get; init; } = static _ => { };

    public TraceSettings Trace { get; } = new();

    /// <summary>Writes a note to stderr, unless <c>--quiet</c> was given.</summary>
    public void Note(string line)
    {
        if (!Trace.IsQuiet)
        {
            Terminal.WriteNote(Console, line);
        }
    }
}
