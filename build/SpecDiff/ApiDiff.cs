namespace IdentitySdk.SpecDiff;

/// <summary>The removed and added lines of the reviewed text of a public API. A changed member is one of each.</summary>
internal sealed record ApiDiff(IReadOnlyList<string> Removed, IReadOnlyList<string> Added)
{
    public static readonly ApiDiff None = new([], []);

    /// <summary>Compares two texts, as PublicApiGenerator writes them: one line a member, within the lines of its type.</summary>
    public static ApiDiff Compare(string before, string after)
    {
        var (old, now) = (Members(before), Members(after));
        return new([.. old.Except(now)], [.. now.Except(old)]);
    }

    /// <summary>Members with the name of their type, so that one that moves to another type is seen.</summary>
    private static List<string> Members(string text)
    {
        List<string> members = [];
        var type = "";
        foreach (var line in text.ReplaceLineEndings("\n").Split('\n').Select(line => line.TrimEnd()))
        {
            var indent = line.Length - line.TrimStart().Length;
            var content = line.Trim();
            if (content is "" or "{" or "}" || content.StartsWith('[') || content.StartsWith("namespace ", StringComparison.Ordinal))
            {
                continue;
            }

            if (indent <= 4)
            {
                type = content.Split(" : ")[0].Split(' ').Last();
            }

            members.Add(indent <= 4 ? content : $"{type}: {content}");
        }

        return members;
    }
}
