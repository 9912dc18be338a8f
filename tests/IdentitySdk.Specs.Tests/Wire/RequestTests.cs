using System.Text;
using Newtonsoft.Json.Linq;

namespace IdentitySdk.Tests;

/// <summary>The requests of the generated clients.</summary>
internal sealed class RequestTests
{
    private const string Suffix = " é&/+";

    [TestCaseSource(typeof(Specification), nameof(Specification.All))]
    public async Task Requests_equal_their_snapshot(Specification specification)
    {
        var text = new StringBuilder();
        foreach (var operation in specification.Operations)
        {
            var all = (await SentRequest.OfAsync(operation, new Samples(specification, all: true, Suffix))).ToString();
            var least = (await SentRequest.OfAsync(operation, new Samples(specification, all: false, Suffix))).ToString();
            text.Append($"# {operation.Id}\n").Append(all).Append(all == least ? "" : $"# {operation.Id}, only what is required\n{least}").Append('\n');
        }

        Snapshot.Match(text.ToString(), $"Requests.{specification.Vendor}");
    }

    [TestCaseSource(typeof(Specification), nameof(Specification.AllOperations))]
    public async Task Request_with_all_arguments_has_every_specified_value(Operation operation)
    {
        var sent = await SentRequest.OfAsync(operation, new Samples(operation.Specification, all: true));

        Assert.That(sent.Method, Is.EqualTo(operation.Method));
        Assert.That(sent.Path, Does.Match("^" + System.Text.RegularExpressions.Regex.Replace(operation.Path, @"\{[^}]+\}", "[^/]+") + "$"));
        Assert.That(
            sent.Query.Select(pair => pair.Key).Distinct(),
            Is.EquivalentTo(operation.Query.Select(parameter => (string?)parameter["x-query-prefix"] is { } prefix ? prefix + "key" : (string)parameter["name"]!)));
        Assert.That(sent.ContentType, Is.EqualTo(operation.BodySchema is null ? null : "application/json").Or.EqualTo("application/json; charset=utf-8"));
        if (operation.BodySchema is { } schema)
        {
            AssertHasAllMembers((JObject)sent.Json!, schema, operation.Specification);
        }
    }

    [TestCaseSource(typeof(Specification), nameof(Specification.AllOperations))]
    public async Task Request_with_required_arguments_has_no_other_value(Operation operation)
    {
        var sent = await SentRequest.OfAsync(operation, new Samples(operation.Specification, all: false));

        // The first page of an email keyset is requested with an empty cursor.
        var query = sent.Query.Where(pair => pair.Value.Length > 0 || pair.Key != (string?)operation.Paging?["cursor"]).Select(pair => pair.Key);
        Assert.That(query, Is.EquivalentTo(operation.Query.Where(parameter => (bool?)parameter["required"] ?? false).Select(parameter => (string)parameter["name"]!)));
        if (operation.BodySchema is { } schema)
        {
            var required = operation.Specification.Resolve(schema)["required"]?.Select(name => (string)name!) ?? [];
            var members = ((JObject)sent.Json!).Properties().Select(member => member.Name);
            Assert.That(members, operation.IsPartialUpdate ? Has.Exactly(1).Items : Is.EquivalentTo(required));
        }
    }

    [TestCaseSource(typeof(Specification), nameof(Specification.AllOperations))]
    public async Task Special_characters_are_escaped(Operation operation)
    {
        var sent = await SentRequest.OfAsync(operation, new Samples(operation.Specification, all: true, Suffix));

        Assert.That(sent.Path.Split('/'), Has.Length.EqualTo(operation.Path.Split('/').Length), "An id is one segment of the path.");
        foreach (var parameter in operation.Query.Where(parameter => (string?)operation.Specification.Resolve(parameter["schema"]!)["type"] == "string" && parameter["schema"]!["format"] is null && operation.Specification.Resolve(parameter["schema"]!)["enum"] is null))
        {
            Assert.That(sent.Query, Does.Contain(KeyValuePair.Create((string)parameter["name"]!, (string)parameter["name"]! + Suffix)));
        }
    }

    /// <summary>Asserts that a body has every member that is not read-only, at any depth.</summary>
    private static void AssertHasAllMembers(JObject body, JObject schema, Specification specification)
    {
        var members = ((JObject)specification.Resolve(schema)["properties"]!)
            .Properties()
            .Where(member => !((bool?)member.Value["readOnly"] ?? false)).ToList();
        Assert.That(body.Properties().Select(member => member.Name), Is.EqualTo(members.Select(member => member.Name)));
        foreach (var member in members.Where(member => member.Value["$ref"] is not null && body[member.Name] is JObject))
        {
            AssertHasAllMembers((JObject)body[member.Name]!, (JObject)member.Value, specification);
        }
    }
}
