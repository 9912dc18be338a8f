using System.Diagnostics;
using System.Text.RegularExpressions;

namespace IdentitySdk.Tests;

/// <summary>A built program that runs in its folder.</summary>
/// <param name="folder">The working folder.</param>
/// <param name="file">The file to start.</param>
/// <param name="arguments">Its arguments.</param>
internal sealed partial class BuiltProgram(string folder, string file, params string[] arguments)
{
    /// <summary>A project of the folder <c>samples</c>, which is built with these tests.</summary>
    public static BuiltProgram Sample(string name, params string[] arguments)
    {
        var output = Repository.Path("samples", name, "bin", Path.Combine(new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name, "net10.0"));
        return new(output, "dotnet", [Path.Combine(output, $"{name}.dll"), .. arguments]);
    }

    /// <summary>Runs the program until it exits.</summary>
    /// <returns>The exit code and the output.</returns>
    public async Task<(int ExitCode, string Output)> RunAsync(params (string Name, string Value)[] environment)
    {
        using var process = Start(arguments, environment);
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, output + await errors);
    }

    /// <summary>Starts a web application, uses it, and stops it.</summary>
    public async Task UseAsync(Func<HttpClient, Task> use, params (string Name, string Value)[] environment)
    {
        using var process = Start([.. arguments, "--urls=http://127.0.0.1:0"], environment);
        try
        {
            var output = "";
            while (await process.StandardOutput.ReadLineAsync() is { } line)
            {
                output += line + "\n";
                if (Listening().Match(line) is { Success: true } match)
                {
                    using var client = new HttpClient { BaseAddress = new Uri(match.Groups[1].Value) };
                    await use(client);
                    return;
                }
            }

            Assert.Fail("The application has ended.\n" + output + await process.StandardError.ReadToEndAsync());
        }
        finally
        {
            process.Kill(entireProcessTree: true);
        }
    }

    private Process Start(string[] all, (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo(file, all) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        DotNet.Separate(start);
        foreach (var (variable, value) in environment)
        {
            start.Environment[variable] = value;
        }

        return Process.Start(start)!;
    }

    [GeneratedRegex(@"Now listening on: (http://\S+)")]
    private static partial Regex Listening();
}
