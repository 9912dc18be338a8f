using Newtonsoft.Json.Linq;

namespace IdentitySdk.Tests;

/// <summary>Texts of the specifications, which become the documentation of the generated code.</summary>
[TestFixtureSource(typeof(Specification), nameof(Specification.All))]
internal sealed class TextTests(Specification specification)
{
    [Test]
    public void Operation_has_a_summary_of_one_sentence() =>
        Rule.Check(specification.Operations, operation =>
            (string?)operation.Node["summary"] is { Length: > 10 and < 200 } summary
                && summary.EndsWith('.')
                && !summary.Contains(". ", StringComparison.Ordinal)
            ? []
            : ["needs a summary of one sentence with a period"]);

    [Test]
    public void Parameter_has_a_description() =>
        Rule.Check(specification.Operations.SelectMany(operation => operation.Parameters), parameter =>
            Described(parameter) ? [] : [$"{parameter["name"]} has no description"]);

    [Test]
    public void Schema_and_property_have_a_description() =>
        Rule.Check(specification.Schemas, schema => (Described(schema.Value) ? Array.Empty<string>() : ["has no description"])
            .Concat(((JObject?)schema.Value["properties"])?.Properties().Where(property => !Described(property.Value)).Select(property => $"{property.Name} has no description, also beside a $ref") ?? []));

    [Test]
    public void Response_and_header_have_a_description() =>
        Rule.Check(
            specification.Operations.SelectMany(operation => operation.Responses).Select(response => specification.Resolve(response.Value))
                .SelectMany(response => new[] { response }.Concat(((JObject?)response["headers"])?.PropertyValues().Select(specification.Resolve) ?? []))
                    .Distinct(),
            node => Described(node) ? [] : [$"{node.Path} has no description"]);

    [Test]
    public void Description_is_short_and_plain() =>
        Rule.Check(Texts(), text =>
            (text.Value.Length > 600 && !text.Path.StartsWith("info", StringComparison.Ordinal) ? new[] { $"is {text.Value.Length} characters long" } : [])
            .Concat(text.Value.Contains('`') ? ["has backticks, which read badly in C# documentation"] : [])
            .Concat(text.Value.Contains("  ", StringComparison.Ordinal) ? ["has two spaces in a row"] : [])
            .Concat(text.Value.EndsWith('.') ? [] : ["does not end with a period"]));

    private static bool Described(JToken node) => !string.IsNullOrWhiteSpace((string?)node["description"]);

    private IEnumerable<(string Path, string Value)> Texts() =>
        from text in specification.Document.SelectTokens("$..description").Concat(specification.Document.SelectTokens("$..summary")).OfType<JValue>()
        select (text.Path, (string)text!);
}
