using System.Text.RegularExpressions;

namespace IdentitySdk.Tests;

/// <summary>What a run of the tool left behind.</summary>
internal sealed record ToolResult(int ExitCode, string Out, string Error)
{
    public string[] Lines => Out.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The output without the emulators' ports, which differ from run to run, and with the line ends that git keeps.</summary>
    public string Stable => Regex.Replace(Out, @"127\.0\.0\.1:\d+", "127.0.0.1:PORT").ReplaceLineEndings("\n");

    /// <summary>Nothing but this line on stderr, nothing on stdout.</summary>
    public void AssertFailed(int exitCode, string line) => Assert.Multiple(() =>
    {
        Assert.That(Error, Is.EqualTo($"idsdk: {line}\n"));
        Assert.That(Out, Is.Empty);
        Assert.That(ExitCode, Is.EqualTo(exitCode));
    });

    public void AssertSucceeded() => Assert.Multiple(() =>
    {
        Assert.That(Error, Is.Empty);
        Assert.That(ExitCode, Is.Zero);
    });
}
