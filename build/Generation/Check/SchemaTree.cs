using YamlDotNet.RepresentationModel;

namespace IdentitySdk.Generation;

/// <summary>All schemas of a document, named and inline.</summary>
internal static class SchemaTree
{
    public static IEnumerable<YamlNode> All(YamlNode root) => Roots(root).SelectMany(Nested);

    /// <summary>The values of <c>schema</c> keys, and the named schemas.</summary>
    private static IEnumerable<YamlNode> Roots(YamlNode node) => node switch
    {
        YamlMappingNode => node.Members().SelectMany(static member => member.Key.Value switch
        {
            "schema" => [member.Value],
            "schemas" => member.Value.Members().Select(static schema => schema.Value),
            "example" or "examples" => [],
            _ => Roots(member.Value),
        }),
        YamlSequenceNode list => list.Children.SelectMany(Roots),
        _ => [],
    };

    private static IEnumerable<YamlNode> Nested(YamlNode schema) =>
        new[] { schema }.Concat(Parts(schema).SelectMany(Nested));

    private static IEnumerable<YamlNode> Parts(YamlNode schema) => schema.Get("properties").Members().Select(static property => property.Value)
        .Concat(schema.Items("allOf"))
        .Concat(new[] { schema.Get("items"), schema.Get("additionalProperties") }.OfType<YamlMappingNode>());
}
