using System.Text.RegularExpressions;
using Newtonsoft.Json.Linq;

namespace IdentitySdk.Tests;

/// <summary>Rules of the operations.</summary>
[TestFixtureSource(typeof(Specification), nameof(Specification.All))]
internal sealed class OperationTests(Specification specification)
{
    [Test]
    public void Specification_has_all_operations() =>
        Assert.That(specification.Operations, Has.Count.EqualTo(specification.Vendor switch { "onelogin" => 17, "okta" => 51, _ => 45 }));

    [Test]
    public void Operation_id_is_client_and_verb() =>
        Rule.Check(specification.Operations, operation =>
            Regex.IsMatch(operation.Id, "^[A-Z][A-Za-z0-9]+_[A-Z][A-Za-z0-9]+$")
                && operation.Id.StartsWith((string)operation.Node["tags"]![0]! + "_", StringComparison.Ordinal)
            ? []
            : ["has to be Client_Verb in PascalCase, the client being its one tag"]);

    [Test]
    public void Operation_ids_are_unique() => Assert.That(specification.Operations.Select(operation => operation.Id), Is.Unique);

    [Test]
    public void Operation_has_one_tag_and_a_tag_several_operations()
    {
        Rule.Check(specification.Operations, operation => operation.Node["tags"] is JArray { Count: 1 } ? [] : ["needs exactly one tag"]);
        var declared = specification.Document["tags"]!.Select(tag => (string)tag["name"]!).ToList();
        Assert.That(specification.Operations.Select(operation => (string)operation.Node["tags"]![0]!).Distinct(), Is.EquivalentTo(declared));
        Rule.Check(declared, tag =>
            specification.Operations.Count(operation => (string)operation.Node["tags"]![0]! == tag) is > 1 and < 20
                ? []
                : ["has one operation or too many for one client"]);
    }

    [Test]
    public void Success_and_common_errors_are_declared() =>
        Rule.Check(specification.Operations, operation => new[] { "400", "401", "403", "429", "500" }
            .Concat(Regex.IsMatch(operation.Path, @"\{user|Id\}|_id\}") ? ["404"] : [])
            .Where(status => operation.Responses.All(response => response.Name != status)).Select(status => $"does not declare {status}")
            .Concat(operation.Successes.Any() ? [] : ["declares no success"])
            .Concat(operation.Node["responses"]!["default"] is null ? [] : ["has a default response: declare each status"]));

    [Test]
    public void Successes_have_one_schema() =>
        Rule.Check(specification.Operations, operation =>
            operation.Successes.Select(response => operation.ResponseSchema(response.Value)).OfType<JToken>().Distinct(JToken.EqualityComparer).Count() <= 1
                ? []
                : ["has success responses with different schemas"]);

    [Test]
    public void Error_has_a_schema() =>
        Rule.Check(specification.Operations, operation => new[] { "400", "401", "403", "404" }
            .Where(status => operation.Node["responses"]![status] is { } response && operation.ResponseSchema(response) is null)
            .Select(status => $"{status} has no schema"));

    [Test]
    public void Documentation_link_equals_externalDocs() =>
        Rule.Check(specification.Operations, operation => (string?)operation.Node["x-docs"] == (string?)operation.Node["externalDocs"]?["url"]
            ? []
            : ["needs the same address in x-docs and externalDocs"]);

    [Test]
    public void Operation_has_x_retry_and_a_reason() =>
        Rule.Check(specification.Operations, operation =>
            (string?)operation.Node["x-retry"] is "safe" or "unsafe" && Regex.IsMatch((string?)operation.Node["x-retry-reason"] ?? "", @"^[A-Z].{8,}\.$")
                ? []
                : ["needs x-retry (safe or unsafe) and x-retry-reason (a sentence)"]);

    [Test]
    public void GET_is_safe_to_retry() =>
        Rule.Check(specification.Operations.Where(operation => operation.Method == "GET"), operation =>
            (string?)operation.Node["x-retry"] == "safe" ? [] : ["is a GET"]);

    [Test]
    public void Optional_parameters_have_an_options_class()
    {
        Rule.Check(specification.Operations, operation => HasOptions(operation) == (operation.Node["x-options"] is not null)
            ? []
            : ["needs x-options if and only if it has optional parameters"]);
        var names = specification.Operations.Select(operation => (string?)operation.Node["x-options"]).OfType<string>().ToList();
        Assert.That(names, Is.Unique);
        Assert.That(names, Is.All.Match("^[A-Z][A-Za-z0-9]+Options$"));
        Assert.That(specification.Schemas.Select(schema => schema.Name).Intersect(names), Is.Empty);
    }

    [Test]
    public void Body_is_required() =>
        Rule.Check(specification.Operations, operation =>
            operation.Node["requestBody"] is not { } body || ((bool?)specification.Resolve(body)["required"] ?? false) ? [] : ["has an optional body"]);

    [Test]
    public void Array_in_the_query_has_style_and_explode() =>
        Rule.Check(specification.Operations, operation => operation.Query
            .Where(parameter => (string?)parameter["schema"]!["type"] is "array" or "object" && ((string?)parameter["style"] != "form" || parameter["explode"] is null))
            .Select(parameter => $"{parameter["name"]} needs style and explode"));

    [Test]
    public void Operation_has_security() =>
        Rule.Check(specification.Operations, operation =>
            operation.Node["security"] is JArray { Count: > 0 } security && security.All(one => one.HasValues) ? [] : ["needs security"]);

    [Test]
    public void Deviation_is_a_sentence() =>
        Rule.Check(specification.Operations, operation =>
            operation.Deviations.Where(text => text.Length < 15 || !text.EndsWith('.')).Select(text => $"'{text}' is not a sentence"));

    private static bool HasOptions(Operation operation) =>
        operation.Parameters.Any(parameter => (string?)parameter["in"] is "query" or "header" && !((bool?)parameter["required"] ?? false));
}
