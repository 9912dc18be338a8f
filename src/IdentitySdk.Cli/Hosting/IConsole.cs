namespace IdentitySdk.Cli.Hosting;

/// <summary>The console: data and messages. Tests run the real commands with their own writers.</summary>
internal interface IConsole
{
    /// <summary>For data only; buffered, flushed by the commands.</summary>
    TextWriter Out { get; }

    /// <summary>For messages.</summary>
    TextWriter Error { get; }

    bool IsOutTerminal { get; }

    bool IsErrorTerminal { get; }
}
