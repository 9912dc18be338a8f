using Newtonsoft.Json.Linq;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace IdentitySdk.Tests;

/// <summary>One vendor's OpenAPI document.</summary>
internal sealed class Specification
{
    private static readonly string[] s_methods = ["get", "put", "post", "delete", "patch", "head", "options", "trace"];

    private Specification(string vendor)
    {
        Vendor = vendor;
        Document = Read(Repository.Path("specs", vendor, "openapi.yaml"));
        Operations = [.. from path in ((JObject)Document["paths"]!).Properties()
                         from operation in ((JObject)path.Value).Properties()
                         where s_methods.Contains(operation.Name)
                         select new Operation(this, operation.Name.ToUpperInvariant(), path.Name, (JObject)operation.Value)];
    }

    /// <summary>The specifications of all vendors.</summary>
    public static IReadOnlyList<Specification> All { get; } = [new("onelogin"), new("okta"), new("agilicus")];

    /// <summary>The operations of all vendors.</summary>
    public static IEnumerable<Operation> AllOperations => All.SelectMany(specification => specification.Operations);

    public string Vendor { get; }

    public JObject Document { get; }

    public IReadOnlyList<Operation> Operations { get; }

    public IEnumerable<JProperty> Schemas => ((JObject)Document["components"]!["schemas"]!).Properties();

    public override string ToString() => Vendor;

    /// <summary>Resolves the references of a node.</summary>
    public JObject Resolve(JToken node)
    {
        while (node is JObject { } reference && (string?)reference["$ref"] is { } target)
        {
            node = Find(target) ?? throw new InvalidOperationException($"{Vendor}: {target} is not defined.");
        }

        return (JObject)node;
    }

    /// <summary>Finds the target of a reference; null when it does not exist.</summary>
    public JToken? Find(string reference) =>
        reference.StartsWith("#/", StringComparison.Ordinal)
            ? reference[2..].Split('/').Aggregate((JToken?)Document, (node, name) => (node as JObject)?[name.Replace("~1", "/").Replace("~0", "~")])
            : null;

    private static JObject Read(string file)
    {
        using var text = File.OpenText(file);
        var yaml = new YamlStream();
        yaml.Load(text);
        return (JObject)Convert(yaml.Documents[0].RootNode);
    }

    private static JToken Convert(YamlNode node) => node switch
    {
        YamlMappingNode map => new JObject(map.Children.Select(child => new JProperty(((YamlScalarNode)child.Key).Value!, Convert(child.Value)))),
        YamlSequenceNode list => new JArray(list.Children.Select(Convert)),
        YamlScalarNode { Style: ScalarStyle.Plain } plain => Plain(plain.Value!),
        YamlScalarNode scalar => new JValue(scalar.Value),
        _ => throw new InvalidOperationException($"Unexpected YAML at {node.Start}."),
    };

    private static JValue Plain(string text) => text switch
    {
        "true" => new JValue(true),
        "false" => new JValue(false),
        "" or "null" or "~" => JValue.CreateNull(),
        _ => long.TryParse(text, out var number) ? new JValue(number) : new JValue(text),
    };
}
