using System.Text.RegularExpressions;
using Newtonsoft.Json.Linq;

namespace IdentitySdk.Tests;

/// <summary>The schemas are written so that the generator makes of them what is meant.</summary>
[TestFixtureSource(typeof(Specification), nameof(Specification.All))]
internal sealed class SchemaTests(Specification specification)
{
    private static readonly string[] s_banned = ["oneOf", "anyOf", "allOf", "not", "discriminator", "default", "examples", "const"];

    [Test]
    public void Every_reference_resolves() =>
        Rule.Check(References().Distinct(), reference => specification.Find(reference) is null ? ["is defined nowhere"] : []);

    [Test]
    public void Nothing_is_defined_that_nobody_refers_to()
    {
        var used = References().ToHashSet();
        Rule.Check(
            from kind in ((JObject)specification.Document["components"]!).Properties()
            where kind.Name != "securitySchemes"
            from component in ((JObject)kind.Value).Properties()
            select $"#/components/{kind.Name}/{component.Name}",
            reference => used.Contains(reference) ? [] : ["is dead: refer to it or delete it"]);
    }

    [Test]
    public void Every_schema_hangs_on_an_operation()
    {
        var reached = new HashSet<string>();
        foreach (var operation in specification.Operations)
        {
            Reach(operation.Node, reached);
        }

        Rule.Check(specification.Schemas, schema => reached.Contains($"#/components/schemas/{schema.Name}") ? [] : ["is reached by no operation"]);
    }

    [Test]
    public void No_schema_uses_what_the_generator_gets_wrong() =>
        Rule.Check(SchemaNodes(), schema => s_banned.Where(word => schema.Node[word] is not null).Select(word => $"uses {word}: the generator gets it wrong, see specs/README.md")
            .Concat(schema.Node["additionalProperties"]?.Type == JTokenType.Boolean ? ["says additionalProperties: unknown members are always kept"] : []));

    [Test]
    public void Every_object_and_enum_has_a_name() =>
        Rule.Check(SchemaNodes().Where(schema => !schema.IsNamed), schema => schema.Node["properties"] is not null || schema.Node["enum"] is not null
            ? ["is an inline object or enum: give it a name in components/schemas"]
            : []);

    [Test]
    public void An_object_has_properties_and_a_name_in_pascal_case() =>
        Rule.Check(specification.Schemas, schema => (char.IsUpper(schema.Name[0]) && schema.Name.All(char.IsLetterOrDigit) ? Array.Empty<string>() : ["is not PascalCase"])
            .Concat(schema.Value["properties"] is JObject { Count: > 0 } || schema.Value["enum"] is not null ? [] : ["is neither an object with properties nor an enum"]));

    [Test]
    public void Only_ids_are_required_in_answers()
    {
        var sent = new HashSet<string>();
        foreach (var body in specification.Operations.Select(operation => operation.BodySchema).OfType<JObject>())
        {
            Reach(body, sent);
        }

        Rule.Check(specification.Schemas, schema => sent.Contains($"#/components/schemas/{schema.Name}")
            ? []
            : (schema.Value["required"] ?? new JArray()).Select(name => (string)name!).Where(name => !name.EndsWith("id", StringComparison.OrdinalIgnoreCase)).Select(name => $"requires {name}, which a server may leave out"));
    }

    [Test]
    public void What_is_required_exists() =>
        Rule.Check(specification.Schemas, schema => (schema.Value["required"] ?? new JArray()).Where(name => schema.Value["properties"]![(string)name!] is null).Select(name => $"requires {name}, which it does not have"));

    [Test]
    public void An_integer_says_how_wide_it_is() =>
        Rule.Check(SchemaNodes().Where(schema => (string?)schema.Node["type"] == "integer"), schema => (string?)schema.Node["format"] is "int32" or "int64" ? [] : ["needs format int32 or int64"]);

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

    /// <summary>What a node refers to, by reference or as a C# type that holds a schema's class.</summary>
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
