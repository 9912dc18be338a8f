namespace IdentitySdk.Cli.Hosting;

/// <summary>Where data and messages go. A seam: tests run the real commands against writers of their own.</summary>
internal interface IConsole
{
    /// <summary>For data and nothing else; buffered, flushed by the commands.</summary>
    TextWriter Out { get; }

    /// <summary>For everything that is not data.</summary>
    TextWriter Error { get; }

    bool IsOutTerminal { get; }

    bool IsErrorTerminal { get; }
}
