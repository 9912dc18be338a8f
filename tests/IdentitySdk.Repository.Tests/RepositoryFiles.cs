using System.Diagnostics;

namespace IdentitySdk.Tests;

/// <summary>The files of the repository.</summary>
internal static class RepositoryFiles
{
    /// <summary>The files that git tracks or would add, as paths relative to the root.</summary>
    public static string[] Tracked()
    {
        using var git = Process.Start(new ProcessStartInfo("git", ["ls-files", "--cached", "--others", "--exclude-standard"]) { WorkingDirectory = Repository.Root, RedirectStandardOutput = true })!;
        var files = git.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        git.WaitForExit();
        return files;
    }
}
