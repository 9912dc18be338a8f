using System.Text;

namespace IdentitySdk.SpecDiff;

/// <summary>What people read: the changes, the verdict, an entry for the changelog, the effect on the public API. Markdown.</summary>
internal static class Report
{
    private const int MaxLines = 200;

    public static string Write(IReadOnlyList<VendorDiff> diffs, SemanticVersion? last = null, SemanticVersion? now = null)
    {
        var text = new StringBuilder("# Changes of the specifications\n");
        foreach (var diff in diffs)
        {
            WriteChanges(text, diff);
        }

        text.Append("\n## Verdict\n\n").Append(Verdict(diffs, last, now)).Append('\n');
        if (Changelog(diffs) is { Length: > 0 } changelog)
        {
            text.Append("\n## For CHANGELOG.md\n\n").Append(changelog);
        }

        foreach (var diff in diffs.Where(diff => diff.Api.Removed.Count + diff.Api.Added.Count > 0))
        {
            text.Append($"\n## Public API of {diff.Vendor}\n\n```diff\n");
            Append(text, diff.Api.Removed.Select(line => "- " + line).Concat(diff.Api.Added.Select(line => "+ " + line)));
            text.Append("```\n");
        }

        return text.ToString();
    }

    /// <summary>The most that any vendor's changes ask for.</summary>
    public static Impact Impact(IReadOnlyList<VendorDiff> diffs) => diffs.Select(diff => diff.Impact).DefaultIfEmpty(SpecDiff.Impact.None).Max();

    private static string Verdict(IReadOnlyList<VendorDiff> diffs, SemanticVersion? last, SemanticVersion? now)
    {
        var impact = Impact(diffs);
        var name = impact switch { SpecDiff.Impact.Breaking => "major", SpecDiff.Impact.Feature => "minor", SpecDiff.Impact.Patch => "patch", _ => "none" };
        return impact == SpecDiff.Impact.None ? "none: no version is needed."
            : last is null || now is null ? $"**{name}**"
            : $"**{name}**: after {last} this requires {last.Next(impact)} or later"
                + (last.Major == 0 && impact != SpecDiff.Impact.Patch ? ", as before 1.0" : "")
                + $"; the version is {now}, which {(now.Fits(last, impact) ? "fits" : "does not fit")}.";
    }

    private static void WriteChanges(StringBuilder text, VendorDiff diff)
    {
        var breaking = diff.Changes.Count(change => change.Rule.Breaks);
        text.Append($"\n## {diff.Vendor}: {diff.Changes.Count} changes, {breaking} breaking\n");
        if (diff.Changes.Count == 0)
        {
            text.Append(diff.IsTextDifferent ? "\nTexts only.\n" : "\nNothing.\n");
            return;
        }

        text.Append("\n| breaking | rule | where | what |\n| --- | --- | --- | --- |\n");
        Append(text, diff.Changes.OrderByDescending(change => change.Rule.Breaks)
            .ThenBy(change => change.Where, StringComparer.Ordinal).ThenBy(change => change.Rule.Id, StringComparer.Ordinal)
            .Select(change => $"| {(change.Rule.Breaks ? "yes" : "")} | `{change.Rule.Id}` | {Escape(change.Where)} | {Escape(change.Text)} |"));
    }

    private static string Changelog(IReadOnlyList<VendorDiff> diffs)
    {
        var text = new StringBuilder();
        foreach (var (title, effect) in new[] { ("Added", ApiEffect.Adds), ("Changed", ApiEffect.Changes), ("Removed", ApiEffect.Removes) })
        {
            var lines = diffs.Select(diff => (diff.Vendor, Entries: Entries(diff, effect))).Where(line => line.Entries.Length > 0).ToArray();
            if (lines.Length > 0)
            {
                text.Append($"{(text.Length > 0 ? "\n" : "")}### {title}\n\n");
                Append(text, lines.Select(line => $"- {line.Vendor}: {line.Entries}."));
            }
        }

        return text.ToString();
    }

    private static string Entries(VendorDiff diff, ApiEffect effect) =>
        string.Join("; ", diff.Changes.Where(change => Section(change.Rule) == effect)
            .Select(change => $"`{change.Where}` {change.Text}{(change.Rule.Breaks ? " (**breaking**)" : "")}").Distinct());

    /// <summary>What breaks without removing anything is a change, and what changes nothing is none.</summary>
    private static ApiEffect Section(Rule rule) => rule switch { { Effect: ApiEffect.None, IsBreaking: true } => ApiEffect.Changes, _ => rule.Effect };

    private static void Append(StringBuilder text, IEnumerable<string> lines)
    {
        var count = 0;
        foreach (var line in lines)
        {
            if (++count <= MaxLines)
            {
                text.Append(line).Append('\n');
            }
        }

        if (count > MaxLines)
        {
            text.Append($"… and {count - MaxLines} more\n");
        }
    }

    private static string Escape(string text) => text.Replace("|", "\\|", StringComparison.Ordinal);
}
