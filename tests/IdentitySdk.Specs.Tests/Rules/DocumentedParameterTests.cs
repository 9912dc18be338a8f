using Newtonsoft.Json.Linq;

namespace IdentitySdk.Tests;

/// <summary>The vendors' documentation of a parameter is in the specification, or a deviation names it.</summary>
[TestFixtureSource(typeof(Specification), nameof(Specification.All))]
internal sealed class DocumentedParameterTests(Specification specification)
{
    [Test]
    public void Type_is_the_documented_one_or_a_deviation() =>
        Rule.Check(Parameters(), parameter =>
            TypeName(parameter.Specified["schema"]!) == parameter.Documented.Type || parameter.Operation.Explains(parameter.Documented.Name)
            ? []
            : [$"is of type {TypeName(parameter.Specified["schema"]!)}, not {parameter.Documented.Type}"]);

    [Test]
    public void Default_is_in_the_description_or_a_deviation() =>
        Rule.Check(Parameters(), parameter =>
            parameter.Documented.Default is not { } value
                || ((string?)parameter.Specified["description"])!.Contains(value, StringComparison.OrdinalIgnoreCase)
                || parameter.Operation.Explains(value)
            ? []
            : [$"does not have the default {parameter.Documented.Default}"]);

    [Test]
    public void Value_is_specified_or_a_deviation() =>
        Rule.Check(Parameters(), parameter => (parameter.Documented.Values ?? [])
            .Except((specification.Resolve(parameter.Specified["schema"]!)["enum"] ?? new JArray()).Select(value => (string)value!))
            .Where(value => !parameter.Operation.Explains(value))
            .Select(value => $"lacks the value {value}"));

    /// <summary>The documented parameters with those of the specification.</summary>
    private IEnumerable<Pair> Parameters() =>
        from pair in DocumentedOperation.Pairs(specification)
        from documented in pair.Documented.Parameters
        let specified = documented.In == "path"
            ? pair.Operation.Parameters.Where(parameter => (string?)parameter["in"] == "path").ElementAt(pair.Documented.In("path").ToList().IndexOf(documented))
            : pair.Operation.Query.FirstOrDefault(parameter => (string?)parameter["name"] == documented.Name)
        where specified is not null
        select new Pair(pair.Operation, pair.Documented, documented, specified);

    private string TypeName(JToken node)
    {
        var schema = specification.Resolve(node);
        return ((string?)schema["type"], (string?)schema["format"]) switch
        {
            ("array", _) => $"array of {TypeName(schema["items"]!)}",
            (_, "date-time") => "date-time",
            var (type, _) => type ?? "any",
        };
    }

    private sealed record Pair(Operation Operation, DocumentedOperation Source, DocumentedParameter Documented, JObject Specified)
    {
        public override string ToString() => $"{Operation} {Documented.Name} ({Source})";
    }
}
