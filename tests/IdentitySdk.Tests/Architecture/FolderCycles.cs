namespace IdentitySdk.Tests.Architecture;

/// <summary>The graph of a project's folders, and the cycles in it.</summary>
internal static class FolderCycles
{
    /// <summary>Each pair of folders where the first uses the second, with the uses.</summary>
    public static IReadOnlyDictionary<(string From, string To), IReadOnlyList<Use>> Graph(ProjectRules rules, IEnumerable<Use> uses) => uses
        .Where(use => IsInside(rules, use.Target))
        .GroupBy(use => (From: rules.Folder(use.File), To: rules.Folder(use.Target)))
        .Where(edge => edge.Key.From != edge.Key.To)
        .ToDictionary(edge => edge.Key, edge => (IReadOnlyList<Use>)[.. edge]);

    /// <summary>One message for each way back: from a folder that uses another to the folders that lead to the first again.</summary>
    public static IEnumerable<string> Find(ProjectRules rules, IEnumerable<Use> uses)
    {
        var graph = Graph(rules, uses);
        foreach (var group in graph.Keys.Select(edge => Cycle(graph.Keys, edge)).OfType<string[]>().DistinctBy(folders => string.Join('/', folders.Order(StringComparer.Ordinal))))
        {
            var steps = group.Select((folder, index) => graph[(folder, group[(index + 1) % group.Length])][0]);
            yield return $"{rules.Project} has a cycle of folders, {string.Join(" -> ", group.Append(group[0]).Select(Show))}: "
                + $"{string.Join("; ", steps.Select(use => $"{use.File} uses {use.Symbol} ({use.Target})"))}. Turn one of them round: move a file, or narrow what it needs.";
        }
    }

    public static string Show(string folder) => folder.Length == 0 ? "the root folder" : $"{folder}/";

    public static bool IsInside(ProjectRules rules, string path) => path.StartsWith($"src/{rules.Project}/", StringComparison.Ordinal);

    /// <summary>The shortest way from an edge's end back to its start, the start first; null when there is none.</summary>
    private static string[]? Cycle(IEnumerable<(string From, string To)> edges, (string From, string To) edge)
    {
        var paths = new Queue<string[]>([[edge.From, edge.To]]);
        var seen = new HashSet<string> { edge.To };
        while (paths.TryDequeue(out var path))
        {
            foreach (var next in edges.Where(step => step.From == path[^1]).Select(step => step.To))
            {
                if (next == edge.From)
                {
                    return path;
                }

                if (seen.Add(next))
                {
                    paths.Enqueue([.. path, next]);
                }
            }
        }

        return null;
    }
}
