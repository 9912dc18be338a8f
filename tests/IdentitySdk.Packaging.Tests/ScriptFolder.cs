using System.Diagnostics;

namespace IdentitySdk.Tests;

/// <summary>A git repository of its own, in which scripts of build/ run.</summary>
internal sealed class ScriptFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("identitysdk-scripts-").FullName;

    /// <summary>A repository that holds scripts and nothing else.</summary>
    public static async Task<ScriptFolder> CreateAsync(params string[] scripts)
    {
        var folder = new ScriptFolder();
        Directory.CreateDirectory(System.IO.Path.Combine(folder.Path, "build"));
        foreach (var script in scripts)
        {
            File.Copy(Repository.Path("build", script), System.IO.Path.Combine(folder.Path, "build", script));
        }

        await folder.GitAsync("init", "--quiet", "--initial-branch=main");
        return folder;
    }

    /// <summary>A clone of what is committed here.</summary>
    public static async Task<ScriptFolder> CloneAsync()
    {
        var folder = new ScriptFolder();
        await folder.GitAsync("clone", "--quiet", Repository.Root, ".");
        await folder.GitAsync("remote", "set-url", "origin", "https://example.com/identitysdk.git");
        return folder;
    }

    public void Write(string name, string text)
    {
        var path = System.IO.Path.Combine(Path, name);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }

    public string Read(params string[] parts) => File.ReadAllText(System.IO.Path.Combine([Path, .. parts]));

    public async Task CommitAsync(string message)
    {
        await GitAsync("add", "--all");
        await GitAsync("-c", "user.name=Test", "-c", "user.email=test@example.com", "-c", "commit.gpgsign=false", "commit", "--quiet", "--allow-empty", "--message", message);
    }

    public async Task GitAsync(params string[] arguments)
    {
        var (exitCode, _, errors) = await StartAsync("git", arguments, []);
        Assert.That(exitCode, Is.Zero, errors);
    }

    /// <summary>Runs a script.</summary>
    /// <returns>Its exit code, what it printed, and its errors.</returns>
    public Task<(int ExitCode, string Output, string Errors)> RunAsync(string script, string[] arguments, params (string Name, string? Value)[] environment) =>
        StartAsync("/bin/bash", ["build/" + script, .. arguments], environment);

    public void Dispose()
    {
        foreach (var file in Directory.EnumerateFiles(Path, "*", SearchOption.AllDirectories))
        {
            // Git's objects are read-only.
            File.SetAttributes(file, FileAttributes.Normal);
        }

        Directory.Delete(Path, recursive: true);
    }

    private async Task<(int ExitCode, string Output, string Errors)> StartAsync(string program, string[] arguments, (string Name, string? Value)[] environment)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = Path, RedirectStandardOutput = true, RedirectStandardError = true };
        DotNet.Separate(start);
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, output, await errors);
    }
}
