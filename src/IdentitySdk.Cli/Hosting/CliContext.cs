namespace IdentitySdk.Cli.Hosting;

/// <summary>The world around a command: console, environment variables, clock.</summary>
internal sealed record CliContext(IConsole Console)
{
    public Func<string, string?> GetVariable { get; init; } = Environment.GetEnvironmentVariable;

    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>The last word on every client's options.</summary>
    public Action<IdentityClientOptions> Configure { get; init; } = static _ => { };
}
