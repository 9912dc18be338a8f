using Newtonsoft.Json.Linq;

namespace IdentitySdk.Tests;

/// <summary>Every schema has the source of its members.</summary>
[TestFixtureSource(typeof(Specification), nameof(Specification.All))]
internal sealed class EvidenceTests(Specification specification)
{
    private IEnumerable<JProperty> Sources => ((JObject?)specification.Document["x-evidence-sources"])?.Properties() ?? [];

    [Test]
    public void Schema_names_its_evidence() =>
        Rule.Check(specification.Schemas, schema => schema.Value["x-evidence"] is JArray { Count: > 0 } evidence
            ? evidence.SelectMany(Problems)
            : ["needs x-evidence: [{ source, name }], where its members are known from"]);

    [Test]
    public void Source_is_described_and_used()
    {
        var used = specification.Schemas.SelectMany(schema => schema.Value["x-evidence"] ?? new JArray()).Select(one => (string?)one["source"]).ToHashSet();
        Rule.Check(Sources, source => (((string?)source.Value)?.Trim() is [_, .., '.'] ? Array.Empty<string>() : ["needs a sentence that describes it"])
            .Concat(used.Contains(source.Name) ? [] : ["is the evidence of no schema: delete it from x-evidence-sources"]));
    }

    private IEnumerable<string> Problems(JToken evidence) =>
        (evidence is JObject { Count: 2 } && !string.IsNullOrWhiteSpace((string?)evidence["name"])
            ? Array.Empty<string>()
            : [$"has evidence that is not {{ source, name }}: {evidence}"])
        .Concat(Sources.Any(source => source.Name == (string?)evidence["source"]) ? [] : [$"names the source '{evidence["source"]}', which is not in x-evidence-sources"]);
}
