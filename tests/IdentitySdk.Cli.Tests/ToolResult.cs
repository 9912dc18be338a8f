using System.Text.RegularExpressions;

namespace IdentitySdk.Tests;

/// <summary>The result of a run of the tool.</summary>
internal sealed record ToolResult(int ExitCode, string Out, string Error)
{
    public string[] Lines => Out.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The output with stable ports and line ends.</summary>
    public string Stable => Regex.Replace(Out, @"127\.0\.0\.1:\d+", "127.0.0.1:PORT").ReplaceLineEndings("\n");

    /// <summary>Asserts that stderr contains only this line and stdout is empty.</summary>
    public void AssertFailed(int exitCode, string line) => Assert.Multiple(() =>
    {
        Assert.That(Error, Is.EqualTo($"idsdk: {line}\n"));
        Assert.That(Out, Is.Empty);
        Assert.That(ExitCode, Is.EqualTo(exitCode));
    });

    /// <summary>The lines on stderr that are not notes.</summary>
    public string ErrorBesideNotes =>
        string.Concat(Error.Split('\n').Where(line => line.Length > 0 && !line.StartsWith("idsdk: note: ", StringComparison.Ordinal)));

    /// <summary>Asserts success, with nothing but notes on stderr.</summary>
    public void AssertSucceeded() => Assert.Multiple(() =>
    {
        Assert.That(ErrorBesideNotes, Is.Empty);
        Assert.That(ExitCode, Is.Zero);
    });
}
