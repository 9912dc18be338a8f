namespace IdentitySdk.Tests.Architecture;

/// <summary>Cycles between the folders of a project.</summary>
internal static class FolderCycles
{
    /// <summary>One message per cycle, with an example of each step.</summary>
    public static IEnumerable<string> Find(ProjectRules rules, IEnumerable<Use> uses)
    {
        var graph = Graph(rules, uses);
        return graph.Keys
            .Select(edge => Cycle(graph.Keys, edge))
            .OfType<string[]>()
            .DistinctBy(cycle => string.Join('/', cycle.Order(StringComparer.Ordinal)))
            .Select(cycle => Message(rules, cycle, graph));
    }

    /// <summary>An example for each pair of folders where the first uses the second.</summary>
    private static Dictionary<(string From, string To), Use> Graph(ProjectRules rules, IEnumerable<Use> uses) => uses
        .Where(use => rules.Contains(use.Target))
        .GroupBy(use => (From: rules.Folder(use.File), To: rules.Folder(use.Target)))
        .Where(edge => edge.Key.From != edge.Key.To)
        .ToDictionary(edge => edge.Key, edge => edge.First());

    private static string Message(ProjectRules rules, string[] cycle, Dictionary<(string From, string To), Use> graph)
    {
        var steps = cycle.Zip([.. cycle.Skip(1), cycle[0]], (from, to) => graph[(from, to)]);
        return $"{rules.Project} has a cycle of folders, {string.Join(" -> ", cycle.Append(cycle[0]).Select(ProjectRules.Show))}: "
            + $"{string.Join("; ", steps.Select(use => $"{use.File} uses {use.Symbol} ({use.Target})"))}. "
            + "Break one step: move a file, or narrow what it needs.";
    }

    /// <summary>The shortest cycle through an edge, starting with the edge; null when there is none.</summary>
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
