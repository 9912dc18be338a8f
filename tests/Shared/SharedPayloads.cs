namespace IdentitySdk.Tests;

/// <summary>Bodies of vendors in a folder next to the repository, which are read in place and never copied. A test without them is skipped.</summary>
internal static class SharedPayloads
{
    public static string Folder => Repository.Path("..", "shared", "payloads");

    /// <summary>Their paths; none where the folder is missing.</summary>
    public static IReadOnlyList<string> Files =>
        Directory.Exists(Folder) ? [.. Directory.GetFiles(Folder, "*.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal)] : [];

    /// <summary>Why tests are skipped; null when there are payloads.</summary>
    public static string? Missing => Files.Count == 0 ? "SKIPPED: there are no payloads in ../shared/payloads." : null;

    /// <summary>The cases, and a skipped one when there are no payloads.</summary>
    /// <param name="cases">The cases.</param>
    /// <param name="parameters">The number of the test's parameters.</param>
    public static IEnumerable<TestCaseData> WithSkipped(IEnumerable<TestCaseData> cases, int parameters = 1) =>
        Missing is { } reason ? cases.Append(new TestCaseData(new object?[parameters]).SetArgDisplayNames("shared payloads").Ignore(reason)) : cases;
}
