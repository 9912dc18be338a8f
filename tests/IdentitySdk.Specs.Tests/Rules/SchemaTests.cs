using System.Text.RegularExpressions;
using Newtonsoft.Json.Linq;

namespace IdentitySdk.Tests;

/// <summary>Rules of the schemas for the generator.</summary>
[TestFixtureSource(typeof(Specification), nameof(Specification.All))]
internal sealed class SchemaTests(Specification specification)
{
    private static readonly string[] s_banned = ["oneOf", "anyOf", "allOf", "not", "discriminator", "default", "examples", "const"];

    [Test]
    public void Reference_resolves() =>
        Rule.Check(References().Distinct(), reference => specification.Find(reference) is null ? ["is not defined"] : []);

    [Test]
    public void Component_is_referenced()
    {
        var used = References().ToHashSet();
        Rule.Check(
            from kind in ((JObject)specification.Document["components"]!).Properties()
            where kind.Name != "securitySchemes"
            from component in ((JObject)kind.Value).Properties()
            select $"#/components/{kind.Name}/{component.Name}",
            reference => used.Contains(reference) ? [] : ["is unused: refer to it or delete it"]);
    }

    [Test]
    public void Schema_is_reachable_from_an_operation()
    {
        var reached = new HashSet<string>();
        foreach (var operation in specification.Operations)
        {
            Reach(operation.Node, reached);
        }

        Rule.Check(specification.Schemas, schema => reached.Contains($"#/components/schemas/{schema.Name}") ? [] : ["is not used by any operation"]);
    }

    [Test]
    public void Schema_has_no_unsupported_keyword() =>
        Rule.Check(SchemaNodes(), schema =>
            s_banned.Where(word => schema.Node[word] is not null).Select(word => $"uses {word}, which the generator does not support, see specs/README.md")
            .Concat(schema.Node["additionalProperties"]?.Type == JTokenType.Boolean ? ["has additionalProperties: unknown members are always preserved"] : []));

    [Test]
    public void Object_and_enum_have_a_name() =>
        Rule.Check(SchemaNodes().Where(schema => !schema.IsNamed), schema => schema.Node["properties"] is not null || schema.Node["enum"] is not null
            ? ["is an inline object or enum: give it a name in components/schemas"]
            : []);

    [Test]
    public void Object_has_properties_and_a_name_in_pascal_case() =>
        Rule.Check(specification.Schemas, schema =>
            (char.IsUpper(schema.Name[0]) && schema.Name.All(char.IsLetterOrDigit) ? Array.Empty<string>() : ["is not PascalCase"])
            .Concat(schema.Value["properties"] is JObject { Count: > 0 } || schema.Value["enum"] is not null ? [] : ["is neither an object with properties nor an enum"]));

    [Test]
    public void Schema_of_a_response_requires_ids_only()
    {
        var sent = new HashSet<string>();
        foreach (var body in specification.Operations.Select(operation => operation.BodySchema).OfType<JObject>())
        {
            Reach(body, sent);
        }

        Rule.Check(specification.Schemas, schema => sent.Contains($"#/components/schemas/{schema.Name}")
            ? []
            : (schema.Value["required"] ?? new JArray())
                .Select(name => (string)name!)
                .Where(name => !name.EndsWith("id", StringComparison.OrdinalIgnoreCase))
                .Select(name => $"requires {name}, which a server may leave out"));
    }

    [Test]
    public void Required_property_exists() =>
        Rule.Check(specification.Schemas, schema =>
            (schema.Value["required"] ?? new JArray())
                .Where(name => schema.Value["properties"]![(string)name!] is null)
                .Select(name => $"requires {name}, which it does not have"));

    [Test]
    public void Integer_has_a_format() =>
        Rule.Check(SchemaNodes().Where(schema => (string?)schema.Node["type"] == "integer"), schema =>
            (string?)schema.Node["format"] is "int32" or "int64" ? [] : ["needs format int32 or int64"]);

    private static void Walk(JToken node, Action<JObject> visit)
    {
        if (node is JObject tree)
        {
            visit(tree);
        }

        foreach (var child in node.Children())
        {
            Walk(child, visit);
        }
    }

    private IEnumerable<string> References()
    {
        var found = new List<string>();
        Walk(specification.Document, node => found.AddRange(ReferencesOf(node)));
        return found;
    }

    private void Reach(JToken node, HashSet<string> reached) => Walk(node, child =>
    {
        foreach (var reference in ReferencesOf(child).Where(reached.Add))
        {
            Reach(specification.Find(reference)!, reached);
        }
    });

    /// <summary>The schemas to which a node refers, by reference or by C# type.</summary>
    private IEnumerable<string> ReferencesOf(JObject node) =>
        (node["$ref"] is JValue { Value: string reference } ? new[] { reference } : [])
            .Concat(Regex.Matches((string?)node["x-type"] ?? "", @"\w+").Select(match => $"#/components/schemas/{match.Value}").Where(target => specification.Find(target) is not null));

    /// <summary>Every schema, named or inline.</summary>
    private IEnumerable<(string Path, JObject Node, bool IsNamed)> SchemaNodes()
    {
        var named = specification.Schemas.Select(schema => (JObject)schema.Value);
        var inline = specification.Document.SelectTokens("$..schema").OfType<JObject>();
        return named.SelectMany(root => Nested(root, isNamed: true)).Concat(inline.SelectMany(root => Nested(root, isNamed: false)));
    }

    private static IEnumerable<(string Path, JObject Node, bool IsNamed)> Nested(JObject schema, bool isNamed) =>
        new[] { (schema.Path, schema, isNamed) }
            .Concat(((schema["properties"] as JObject)?.PropertyValues() ?? []).Concat([schema["items"], schema["additionalProperties"]])
                .OfType<JObject>().SelectMany(child => Nested(child, isNamed: false)));
}
