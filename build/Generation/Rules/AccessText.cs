using YamlDotNet.RepresentationModel;

namespace IdentitySdk.Generation;

/// <summary>Prints which members of a model a client may write: read-only, further and newer ones.</summary>
internal sealed class AccessText(SpecDocument document, RequestBodies bodies)
{
    /// <summary>The extension of a value that only the vendor's newer API accepts: its source, and what to do instead.</summary>
    public const string NewerApi = "x-newer-api";

    /// <summary>Prints the overrides, each after an empty line; an empty text for a model without any.</summary>
    /// <param name="marker">The schema's name on the first line; on each further line a property's C# expression for its index, and its JSON name.</param>
    public string Print(string marker)
    {
        var lines = marker.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var schema = new ObjectSchema(document, document.Schema(lines[0].Trim()));
        var nodes = schema.Properties.ToLookup(static property => property.Name, static property => property.Node);
        var members = lines.Skip(1).Select(static line => line.Split('|', 2))
            .Select(parts => (Index: parts[0].Trim(), Node: nodes[parts[1]].FirstOrDefault())).ToArray();
        string[] readOnly = [.. members.Where(member => schema.IsReadOnly(member.Node)).Select(static member => member.Index)];
        string[] newer = [.. members.Select(static member => (member.Index, Text: Instead(member.Node)))
            .Where(static member => member.Text is not null)
            .GroupBy(static member => member.Text, static member => member.Index)
            .Select(static group => $"{string.Join(" or ", group)} => {group.Key},")];
        return (schema.IsOpen ? "\n\n    private protected override bool IsOpen => true;" : "")
            + (readOnly.Length == 0 ? "" : ReadOnly(readOnly, schema.Base))
            + (newer.Length == 0 ? "" : Newer(newer, schema.Base))
            + ServerSet(bodies.ServerSet(lines[0].Trim()));
    }

    /// <summary>Prints what to do instead of setting a value that only the newer API accepts, as a C# literal; null for any other value.</summary>
    public static string? Instead(YamlNode? node) => node.Get(NewerApi) is { } newer ? RuleText.Literal(newer.Text("instead") ?? "") : null;

    private static string ReadOnly(string[] indexes, string? parent)
    {
        var inherited = parent is null ? "" : " || base.IsReadOnly(index)";
        return $"\n\n    private protected override bool IsReadOnly(int index) => index is {string.Join(" or ", indexes)}{inherited};";
    }

    private static string ServerSet(IReadOnlyList<string> names) => names.Count == 0 ? "" :
        $"\n\n    private static readonly NameTable s_serverSet = new({string.Join(", ", names.Select(RuleText.Literal))});"
        + "\n\n    private protected override NameTable? ServerSet => s_serverSet;";

    private static string Newer(string[] arms, string? parent) =>
        "\n\n    private protected override string? NewerApi(int index) => index switch\n    {"
        + string.Concat(arms.Append($"_ => {(parent is null ? "null" : "base.NewerApi(index)")},").Select(static arm => "\n        " + arm))
        + "\n    };";
}
