namespace IdentitySdk.Cli.Hosting;

/// <summary>The console: data, messages and input. Tests run the real commands with their own writers.</summary>
internal interface IConsole
{
    /// <summary>For data only; buffered, flushed by the commands.</summary>
    TextWriter Out { get; }

    /// <summary>For messages. A stream that is closed or full loses them, and nothing else.</summary>
    TextWriter Error { get; }

    /// <summary>What is piped in, or typed.</summary>
    TextReader In { get; }

    bool IsOutTerminal { get; }

    bool IsErrorTerminal { get; }

    bool IsInTerminal { get; }

    /// <summary>Columns of the terminal that shows the data; null without one.</summary>
    int? Width { get; }

    /// <summary>Asks for a line and reads it from the terminal without showing it; null when it ends first.</summary>
    string? ReadSecret(string prompt);
}
