using System.Text;
using Microsoft.Win32.SafeHandles;

namespace IdentitySdk.Cli.Hosting;

/// <summary>The process's own streams, UTF-8 without a byte order mark.</summary>
internal sealed class SystemConsole : IConsole
{
    private const int BufferSize = 32 * 1024;
    private const int StandardOutput = 1;
    private const int Escape = 27;
    private readonly Lazy<TextReader> _in = new(static () => new StreamReader(Console.OpenStandardInput(), new UTF8Encoding(false)));

    /// <summary>Flushed by the commands and not disposed, because disposing would throw again for a closed pipe.</summary>
    public TextWriter Out { get; } = new StreamWriter(OpenOutput(), new UTF8Encoding(false), BufferSize) { NewLine = "\n" };

    public TextWriter Error { get; } = new BestEffortWriter(Console.Error);

    public TextReader In => _in.Value;

    public bool IsOutTerminal => !Console.IsOutputRedirected;

    public bool IsErrorTerminal => !Console.IsErrorRedirected;

    public bool IsInTerminal => !Console.IsInputRedirected;

    public int? Width => IsOutTerminal && Console.WindowWidth is > 0 and var width ? width : null;

    public string? ReadSecret(string prompt)
    {
        // Checking for a key turns off the terminal's echo before the prompt.
        _ = Console.KeyAvailable;
        Error.Write(prompt);
        Error.Flush();
        var secret = new StringBuilder();
        while (true)
        {
            var key = Console.ReadKey(intercept: true);
            switch (key.Key)
            {
                case ConsoleKey.Enter:
                    Error.WriteLine();
                    return secret.ToString();
                case ConsoleKey.Backspace:
                    secret.Length = Math.Max(0, secret.Length - 1);
                    break;
                case ConsoleKey.Escape:
                    return null;
                default:
                    if (key.KeyChar is not '\0' and not (char)Escape)
                    {
                        secret.Append(key.KeyChar);
                    }

                    break;
            }
        }
    }

    /// <summary>
    /// A file stream throws for a closed pipe; the runtime's stream does not, so a list would continue without a reader. Output to a file uses the runtime's
    /// stream, which moves the position that other programs of the same redirection share.
    /// </summary>
    private static Stream OpenOutput()
    {
        if (OperatingSystem.IsWindows())
        {
            return Console.OpenStandardOutput();
        }

        var pipe = new FileStream(new SafeFileHandle(StandardOutput, ownsHandle: false), FileAccess.Write, bufferSize: 0);
        return pipe.CanSeek ? Console.OpenStandardOutput() : pipe;
    }
}
