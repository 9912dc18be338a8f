using YamlDotNet.RepresentationModel;

namespace IdentitySdk.Generation;

/// <summary>A specification as a YAML tree with line numbers.</summary>
internal sealed class SpecDocument
{
    private static readonly string[] s_verbs = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];

    private SpecDocument(string path, YamlNode root)
    {
        (Path, Root) = (path, root);
        Operations = [.. FindOperations()];
    }

    public string Path { get; }

    public YamlNode Root { get; }

    public IReadOnlyList<Operation> Operations { get; }

    /// <exception cref="YamlDotNet.Core.YamlException">The file is not YAML, or a key appears twice.</exception>
    public static SpecDocument Load(string path)
    {
        var stream = new YamlStream();
        using var reader = new StreamReader(path);
        stream.Load(reader);
        return new SpecDocument(path, stream.Documents.Count > 0 ? stream.Documents[0].RootNode : new YamlMappingNode());
    }

    public YamlNode? Schema(string name) => Root.Get("components").Get("schemas").Get(name);

    /// <summary>Finds an operation by verb and path.</summary>
    /// <exception cref="GenerationException">There is none.</exception>
    public Operation Find(string name) =>
        Operations.FirstOrDefault(operation => operation.Name == name) ?? throw new GenerationException($"there is no operation '{name}'.");

    /// <summary>Resolves a reference: the node itself when it is not a reference, null when the target does not exist.</summary>
    public YamlNode? Resolve(YamlNode? node)
    {
        for (var hops = 0; node.Text("$ref") is { } reference; hops++)
        {
            if (hops > 20 || !reference.StartsWith("#/", StringComparison.Ordinal))
            {
                return null;
            }

            node = reference[2..].Split('/').Aggregate((YamlNode?)Root, static (at, part) => at.Get(part.Replace("~1", "/").Replace("~0", "~")));
        }

        return node;
    }

    public Finding At(YamlNode node, string code, string message) => new(Path, node.Start, code, message);

    private IEnumerable<Operation> FindOperations() =>
        from path in Root.Get("paths").Members()
        let item = Resolve(path.Value)
        from member in item.Members()
        where s_verbs.Contains(member.Key.Value)
        select new Operation(
            $"{member.Key.Value!.ToUpperInvariant()} {path.Key.Value}",
            member.Key,
            member.Value,
            [.. item.Items("parameters").Concat(member.Value.Items("parameters")).Select(Parameter)]);

    private Parameter Parameter(YamlNode node)
    {
        var target = Resolve(node) ?? node;
        return new Parameter(node, target, Resolve(target.Get("schema")));
    }
}
