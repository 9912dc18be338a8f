using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace IdentitySdk.Cli.Profiles;

/// <summary>A program of the system. Secrets are passed through its standard streams, never as arguments, which other users can read.</summary>
internal sealed class ExternalTool(string path)
{
    private static readonly TimeSpan s_timeout = TimeSpan.FromSeconds(30);

    /// <summary>Finds a program in the folders of PATH; null when there is none.</summary>
    public static ExternalTool? Find(string name, string? searchPath) => (searchPath ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .Select(folder => Path.Combine(folder, name))
        .Where(File.Exists)
        .Select(static path => new ExternalTool(path))
        .FirstOrDefault();

    /// <summary>Runs the program.</summary>
    /// <returns>The exit code and the output.</returns>
    /// <exception cref="SecretStoreException">The program cannot be started, or does not exit in time.</exception>
    public (int ExitCode, string Output) Run(string input, params IEnumerable<string> arguments)
    {
        var encoding = new UTF8Encoding(false);
        var start = new ProcessStartInfo(path, arguments)
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
            StandardInputEncoding = encoding, StandardOutputEncoding = encoding,
        };
        try
        {
            using var process = Process.Start(start)!;
            var output = process.StandardOutput.ReadToEndAsync();
            var errors = process.StandardError.ReadToEndAsync();
            process.StandardInput.Write(input);
            process.StandardInput.Close();
            if (!process.WaitForExit(s_timeout))
            {
                process.Kill();
                throw new SecretStoreException($"{Path.GetFileName(path)} did not exit within {s_timeout.TotalSeconds} s.");
            }

            return (process.ExitCode, Task.WhenAll(output, errors).GetAwaiter().GetResult()[0]);
        }
        catch (Exception exception) when (exception is Win32Exception or IOException)
        {
            throw new SecretStoreException($"{Path.GetFileName(path)} cannot be run: {exception.Message}");
        }
    }
}
