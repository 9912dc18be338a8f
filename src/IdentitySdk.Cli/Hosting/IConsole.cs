namespace IdentitySdk.Cli.Hosting;

/// <summary>The console: data, messages and input. Tests run the real commands with their own writers.</summary>
internal interface IConsole
{
    /// <summary>For data only; buffered, flushed by the commands.</summary>
    TextWriter Out { get; }

    /// <summary>For messages, which are lost when the stream is closed or full.</summary>
    TextWriter Error { get; }

    /// <summary>The piped or typed input.</summary>
    TextReader In { get; }

    bool IsOutTerminal { get; }

    bool IsErrorTerminal { get; }

    bool IsInTerminal { get; }

    /// <summary>The number of columns of the terminal that shows the data; null without one.</summary>
    int? Width { get; }

    /// <summary>Prompts for a line and reads it from the terminal without echo; null when it is cancelled.</summary>
    string? ReadSecret(string prompt);
}
