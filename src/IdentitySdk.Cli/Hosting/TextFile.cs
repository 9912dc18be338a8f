using System.Text;

namespace IdentitySdk.Cli.Hosting;

/// <summary>Reads what an option names: a file, or the standard input.</summary>
internal static class TextFile
{
    public const string StandardInput = "-";
    private const long MostBytes = 64 * 1024 * 1024;
    private static readonly UTF8Encoding s_strict = new(false, throwOnInvalidBytes: true);

    /// <summary>Reads a file, or the standard input if its name is "-".</summary>
    /// <exception cref="UsageException">There is no such file, it is a folder, too large, no text, or empty.</exception>
    public static string Read(string option, string path, IConsole console)
    {
        var text = path == StandardInput ? ReadInput(option, console) : ReadFile(option, path);
        return text.Trim().Length > 0 ? text : throw new UsageException($"{option}: {(path == StandardInput ? "the standard input" : path)} is empty.");
    }

    private static string ReadInput(string option, IConsole console) => console.IsInTerminal
        ? throw new UsageException($"{option}: '-' reads the standard input, and nothing is piped in.")
        : console.In.ReadToEnd();

    private static string ReadFile(string option, string path)
    {
        try
        {
            var file = new FileInfo(path);
            if (Directory.Exists(path))
            {
                throw new UsageException($"{option}: {path} is a folder.");
            }

            return file.Exists && file.Length > MostBytes
                ? throw new UsageException($"{option}: {path} is larger than 64 MiB.")
                : s_strict.GetString(File.ReadAllBytes(path)).TrimStart('\uFEFF');
        }
        catch (DecoderFallbackException)
        {
            throw new UsageException($"{option}: {path} is not UTF-8 text.");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new UsageException($"{option}: {exception.Message}");
        }
    }
}
