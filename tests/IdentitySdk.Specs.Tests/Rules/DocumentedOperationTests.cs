using System.Text.RegularExpressions;
using Newtonsoft.Json.Linq;

namespace IdentitySdk.Tests;

/// <summary>The specifications match the operations in the vendors' documents, in both directions.</summary>
[TestFixtureSource(typeof(Specification), nameof(Specification.All))]
internal sealed class DocumentedOperationTests(Specification specification)
{
    private readonly IReadOnlyList<DocumentedOperation> _documented = DocumentedOperation.Of(specification.Vendor);

    [Test]
    public void Documented_operation_is_specified_once() =>
        Rule.Check(_documented, documented =>
            Specified(documented).Count() == 1 ? [] : [$"is named by {Specified(documented).Count()} operations in x-documented-as"]);

    [Test]
    public void Operation_is_documented_or_a_deviation() =>
        Rule.Check(specification.Operations, operation => !DocumentedOperation.Sources(operation).Any() && !operation.Deviations.Any()
            ? ["is in no document: add x-documented-as, or x-deviation with the evidence"]
            : DocumentedOperation.Sources(operation).Where(source => Documented(source) is null).Select(source => $"{source} is not in documented-operations.json"));

    [Test]
    public void Verb_and_path_equal_the_documented_ones() =>
        Rule.Check(Pairs(), pair => Shape(pair.Operation.Path) == Shape(pair.Documented.Path) && pair.Operation.Method == pair.Documented.Method
            ? []
            : [$"is {pair.Documented.Method} {pair.Documented.Path} in {pair.Documented}"]);

    [Test]
    public void Path_parameters_match_the_path() =>
        Rule.Check(specification.Operations, operation =>
        {
            var inPath = Regex.Matches(operation.Path, @"\{([^}]+)\}").Select(match => match.Groups[1].Value);
            var declared = operation.Parameters.Where(parameter => (string?)parameter["in"] == "path").Select(parameter => (string)parameter["name"]!);
            return inPath.SequenceEqual(declared) ? [] : [$"has {string.Join(", ", inPath)} in its path but declares {string.Join(", ", declared)}"];
        });

    [Test]
    public void Documented_path_parameters_match_by_position() =>
        Rule.Check(Pairs(), pair => pair.Documented.In("path").Count() == Regex.Matches(pair.Operation.Path, @"\{").Count
            ? []
            : [$"has another number of path parameters in {pair.Documented}"]);

    [Test]
    public void Documented_query_parameter_is_specified_or_omitted() =>
        Rule.Check(Pairs(), pair => pair.Documented.In("query")
            .Where(parameter => Query(pair.Operation, parameter.Name) is null && !IsOmitted(pair.Operation, parameter.Name))
            .Select(parameter => $"lacks {parameter.Name} of {pair.Documented}: declare it, or list it in x-omitted-parameters"));

    [Test]
    public void Parameter_is_required_as_documented_or_a_deviation() =>
        Rule.Check(Pairs(), pair => pair.Documented.In("query")
            .Where(parameter => Query(pair.Operation, parameter.Name) is { } query && IsRequired(query) != parameter.Required && !pair.Operation.Explains(parameter.Name))
            .Select(parameter => $"{parameter.Name} is {(parameter.Required ? "required" : "optional")} in {pair.Documented}: explain in x-deviation why it is not here"));

    [Test]
    public void Query_parameter_is_documented_or_a_deviation() =>
        Rule.Check(specification.Operations, operation => operation.Query
            .Select(parameter => (string)parameter["name"]!)
            .Where(name => !DocumentedOperation.Sources(operation).Any(source => Documented(source)!.In("query").Any(parameter => parameter.Name == name)) && !operation.Explains(name))
            .Select(name => $"{name} is in no document: name it in x-deviation with the evidence"));

    [Test]
    public void Operation_has_a_body_where_one_is_documented() =>
        Rule.Check(Pairs(), pair => pair.Documented.Body == (pair.Operation.BodySchema is not null) || IsOmitted(pair.Operation, "body")
            ? []
            : [$"{(pair.Documented.Body ? "has" : "has no")} body in {pair.Documented}"]);

    [Test]
    public void Documented_status_is_declared() =>
        Rule.Check(Pairs(), pair => pair.Documented.Statuses
            .Where(status => pair.Operation.Responses.All(response => response.Name != status))
            .Select(status => $"lacks status {status} of {pair.Documented}"));

    [Test]
    public void Undocumented_success_status_is_a_deviation() =>
        Rule.Check(specification.Operations, operation => operation.Successes
            .Select(response => response.Name)
            .Where(status => !DocumentedOperation.Sources(operation).Any(source => Documented(source)!.Statuses is { Length: 0 } or null || Documented(source)!.Statuses.Contains(status)) && !operation.Explains(status))
            .Select(status => $"{status} is in no document: name it in x-deviation with the evidence"));

    [Test]
    public void Omitted_parameter_has_a_reason() =>
        Rule.Check(specification.Operations, operation => (operation.Node["x-omitted-parameters"] ?? new JArray())
            .Where(omitted => string.IsNullOrWhiteSpace((string?)omitted["name"]) || string.IsNullOrWhiteSpace((string?)omitted["reason"]))
            .Select(omitted => $"omits something without name or reason: {omitted}"));

    /// <summary>The path without the names of its variables and without the prefix that one document has in the base address.</summary>
    private static string Shape(string path) => Regex.Replace(Regex.Replace(path, @"\{[^}]+\}", "{}"), "^/api(?=/1/)", "");

    private static JObject? Query(Operation operation, string name) => operation.Query.FirstOrDefault(parameter => (string?)parameter["name"] == name);

    private static bool IsRequired(JObject parameter) => (bool?)parameter["required"] ?? false;

    private static bool IsOmitted(Operation operation, string name) =>
        (operation.Node["x-omitted-parameters"] ?? new JArray()).Any(omitted => (string?)omitted["name"] == name);

    private DocumentedOperation? Documented((string Doc, string Name) source) =>
        _documented.FirstOrDefault(documented => (documented.Doc, documented.Name) == source);

    private IEnumerable<Operation> Specified(DocumentedOperation documented) =>
        specification.Operations.Where(operation => DocumentedOperation.Sources(operation).Contains((documented.Doc, documented.Name)));

    private IEnumerable<(Operation Operation, DocumentedOperation Documented)> Pairs() => DocumentedOperation.Pairs(specification);
}
