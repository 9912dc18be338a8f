using YamlDotNet.RepresentationModel;

namespace IdentitySdk.Generation;

/// <summary>Reads a YAML tree; missing values are null or empty.</summary>
internal static class YamlExtensions
{
    public static YamlNode? Get(this YamlNode? node, string key) =>
        node is YamlMappingNode map && map.Children.TryGetValue(new YamlScalarNode(key), out var value) ? value : null;

    public static string? Text(this YamlNode? node, string key) => (node.Get(key) as YamlScalarNode)?.Value;

    public static bool Is(this YamlNode? node, string key) => node.Text(key) == "true";

    public static IEnumerable<YamlNode> Items(this YamlNode? node, string key) => (node.Get(key) as YamlSequenceNode)?.Children ?? [];

    public static IEnumerable<(YamlScalarNode Key, YamlNode Value)> Members(this YamlNode? node) =>
        node is YamlMappingNode map ? map.Children.Select(pair => ((YamlScalarNode)pair.Key, pair.Value)) : [];
}
