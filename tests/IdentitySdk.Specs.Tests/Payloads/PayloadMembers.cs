using System.Text.RegularExpressions;
using Newtonsoft.Json.Linq;

namespace IdentitySdk.Tests;

/// <summary>The members of schemas, named <c>Schema.member</c>, and which of them bodies contain.</summary>
internal static class PayloadMembers
{
    /// <summary>All members that responses can have.</summary>
    public static IEnumerable<string> Of(Specification specification)
    {
        var reached = new Dictionary<string, JObject>();
        foreach (var schema in specification.Operations.Select(operation => operation.ResultSchema).OfType<JObject>())
        {
            Reach(specification, schema, reached);
        }

        return from schema in reached
               from member in ((JObject?)schema.Value["properties"])?.Properties() ?? []
               where !((bool?)member.Value["writeOnly"] ?? false)
               select $"{schema.Key}.{member.Name}";
    }

    /// <summary>Adds the members of a response whose values have the types of its schema; null is of no type.</summary>
    public static void Collect(Operation operation, JToken body, HashSet<string> members)
    {
        Collect(operation.Specification, operation.ResultSchema, body, members);
        if ((operation.Unwrap ?? (string?)operation.Paging?["item"]) is { } item)
        {
            // The same without an envelope.
            Collect(operation.Specification, new JObject { ["$ref"] = $"#/components/schemas/{item}" }, SampleResponse.Result(operation, body) ?? body, members);
        }
    }

    private static void Collect(Specification specification, JToken? schema, JToken body, HashSet<string> members)
    {
        var (name, node) = Named(specification, schema);
        foreach (var item in Items(schema, body))
        {
            Collect(specification, IsMap(schema) ? new JObject { ["x-type"] = name } : node?["items"] ?? schema, item, members);
        }

        foreach (var member in IsMap(schema) ? [] : (body as JObject)?.Properties() ?? [])
        {
            var declared = node?["properties"]?[member.Name];
            if (HasType(Named(specification, declared).Node, member.Value))
            {
                members.Add($"{name}.{member.Name}");
            }

            Collect(specification, declared ?? node?["additionalProperties"], member.Value, members);
        }
    }

    /// <summary>The items of a list, or the values of a map.</summary>
    private static IEnumerable<JToken> Items(JToken? schema, JToken body) =>
        body is JArray list ? list : body is JObject map && IsMap(schema) ? map.PropertyValues() : [];

    /// <summary>Whether a schema is a map by its C# type, whose innermost type is that of the values.</summary>
    private static bool IsMap(JToken? schema) => ((string?)schema?["x-type"])?.StartsWith("IReadOnlyDictionary<string, ", StringComparison.Ordinal) == true;

    private static void Reach(Specification specification, JToken? schema, Dictionary<string, JObject> reached)
    {
        var (name, node) = Named(specification, schema);
        if (node is null || (name is not null && !reached.TryAdd(name, node)))
        {
            return;
        }

        foreach (var part in ((JObject?)node["properties"])?.PropertyValues().Concat([node["items"], node["additionalProperties"]]) ?? [node["items"], node["additionalProperties"]])
        {
            Reach(specification, part, reached);
        }
    }

    /// <summary>Finds the schema that a node refers to, by reference or by the innermost C# type.</summary>
    private static (string? Name, JObject? Node) Named(Specification specification, JToken? node)
    {
        var name = (string?)node?["$ref"] is { } reference ? reference.Split('/').Last()
            : Regex.Match((string?)node?["x-type"] ?? "", @"(\w+)\W*$") is { Success: true } leaf ? leaf.Groups[1].Value : null;
        return name is not null && specification.Find($"#/components/schemas/{name}") is JObject found ? (name, found) : (null, node as JObject);
    }

    private static bool HasType(JObject? schema, JToken value) => schema is not null && (string?)schema["type"] switch
    {
        _ when value.Type == JTokenType.Null => false,
        "string" => value.Type == JTokenType.String,
        "boolean" => value.Type == JTokenType.Boolean,
        "integer" => value.Type == JTokenType.Integer,
        "array" => value.Type == JTokenType.Array,
        "object" => value.Type == JTokenType.Object,
        _ => true,
    };
}
