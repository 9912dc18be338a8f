using System.Text;

namespace IdentitySdk.Cli.Hosting;

/// <summary>Reads the file that an option names, or standard input.</summary>
internal static class TextFile
{
    public const string StandardInput = "-";
    private const long MaxBytes = 64 * 1024 * 1024;
    private static readonly UTF8Encoding s_strict = new(false, throwOnInvalidBytes: true);

    /// <summary>Reads a file, or standard input for "-".</summary>
    /// <exception cref="UsageException">There is no such file, it is a folder, too large, not text, or empty.</exception>
    public static string Read(string option, string path, IConsole console)
    {
        var text = path == StandardInput ? ReadInput(option, console) : ReadFile(option, path);
        return text.Trim().Length > 0 ? text : throw new UsageException($"{option}: {(path == StandardInput ? "standard input" : path)} is empty.");
    }

    private static string ReadInput(string option, IConsole console) => console.IsInTerminal
        ? throw new UsageException($"{option}: '-' reads standard input, but nothing is piped in.")
        : console.In.ReadToEnd();

    private static string ReadFile(string option, string path)
    {
        var bytes = FileErrors.Wrap(
            path,
            () => new FileInfo(path) is { Exists: true, Length: > MaxBytes }
                ? throw new UsageException($"{option}: {path} is larger than 64 MiB.")
                : File.ReadAllBytes(path),
            option);
        try
        {
            return s_strict.GetString(bytes).TrimStart('\uFEFF');
        }
        catch (DecoderFallbackException)
        {
            throw new UsageException($"{option}: {path} is not UTF-8 text.");
        }
    }
}
