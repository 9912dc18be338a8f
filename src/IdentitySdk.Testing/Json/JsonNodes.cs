using System.Text.Json;
using System.Text.Json.Nodes;

namespace IdentitySdk.Testing.Json;

/// <summary>Reads JSON that may have any type.</summary>
internal static class JsonNodes
{
    /// <summary>The member; null when it is missing or null, or when the node is not an object.</summary>
    public static JsonNode? Member(this JsonNode? node, string name) => node is JsonObject members ? members[name] : null;

    /// <summary>The member's text; null when it is not a string.</summary>
    public static string? Text(this JsonNode? node, string name) => node.Member(name).Text();

    /// <summary>The text; null when the value is not a string.</summary>
    public static string? Text(this JsonNode? node) => node is JsonValue value && value.TryGetValue(out string? text) ? text : null;

    /// <summary>The member when it is an object; a new, empty one otherwise.</summary>
    public static JsonObject Members(this JsonNode? node, string name) => node.Member(name) as JsonObject ?? [];

    /// <summary>Sets members to copies of the given ones.</summary>
    public static void Merge(this JsonObject target, JsonObject changes)
    {
        foreach (var (name, value) in changes)
        {
            target[name] = value?.DeepClone();
        }
    }

    public static JsonValueKind Kind(this JsonNode? node) => node?.GetValueKind() ?? JsonValueKind.Null;

    /// <summary>The number; null when the value is not a 64-bit integer.</summary>
    public static long? Integer(this JsonNode? node) =>
        node is JsonValue value && value.Kind() == JsonValueKind.Number && long.TryParse(value.ToJsonString(), out var number) ? number : null;
}
