using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using IdentitySdk.Testing.Schemas;
using IdentitySdk.Testing.Tests.Scenarios;
using IdentitySdk.Tests;

namespace IdentitySdk.Testing.Tests;

/// <summary>All operations of all vendors: each has a route and succeeds, and every response matches the specification.</summary>
public sealed class OperationTests
{
    public static readonly string[] Vendors = ["OneLogin", "Okta", "Agilicus"];

    public static IEnumerable<TestCaseData> Operations =>
        from vendor in Vendors from operation in ApiSchema.Load(vendor).Operations select new TestCaseData(vendor, operation.Id)
            .SetArgDisplayNames(vendor, operation.Id);

    [TestCaseSource(nameof(Operations))]
    public async Task Operation_succeeds_and_its_response_matches_the_specification(string vendor, string operation)
    {
        using var scenario = Scenario.Create(vendor);
        var call = scenario.Call(operation);

        var response = await scenario.SendAsync(call);

        Assert.That(response.Status, Is.InRange(200, 299), response.Text);
        Assert.That(scenario.Violations(operation, response), Is.Empty);
        Assert.That(scenario.Emulator.Requests[^1].Operation, Is.EqualTo(operation));
        Assert.That(scenario.Emulator.Requests[^1].Unknown, Is.Empty);
    }

    [TestCaseSource(nameof(Operations))]
    public async Task Operation_on_an_unknown_id_fails_with_a_declared_error(string vendor, string operation)
    {
        using var scenario = Scenario.Create(vendor);
        var call = scenario.Call(operation);
        var schema = scenario.Schema.Operations.Single(each => each.Id == operation);
        var before = await scenario.StateAsync();
        foreach (var path in Unknown(schema.Template, call.Path))
        {
            var response = await scenario.SendAsync(call with { Path = path });

            Assert.That(response.Status, Is.InRange(400, 499), $"{call.Method} {path}: {response.Text}");
            Assert.That(scenario.Violations(operation, response), Is.Empty, path);
        }

        Assert.That(await scenario.StateAsync(), Is.EqualTo(before));
    }

    [TestCaseSource(nameof(Operations))]
    public async Task Declared_error_matches_its_schema_and_changes_nothing(string vendor, string operation)
    {
        using var scenario = Scenario.Create(vendor);
        var before = await scenario.StateAsync();
        foreach (var status in Errors(scenario, operation))
        {
            scenario.Emulator.Faults.Next(Fault.Status(status));

            var response = await scenario.SendAsync(scenario.Call(operation));

            Assert.That(response.Status, Is.EqualTo(status), response.Text);
            Assert.That(scenario.Violations(operation, response), Is.Empty, response.Text);
        }

        Assert.That(await scenario.StateAsync(), Is.EqualTo(before));
    }

    /// <summary>The emulators validate requests by the specification, so a mistake in it must make a scenario fail.</summary>
    [TestCaseSource(nameof(Vendors))]
    public async Task Wrong_specification_fails_the_tests(string vendor)
    {
        var right = File.ReadAllText(Repository.Path("generated", vendor, "Forms.json"));
        var wrong = JsonNode.Parse(right)!;
        var create = wrong["operations"]!["Users_Create"]!;
        create["query"]!["unknown_parameter"] = new JsonObject { ["required"] = true, ["type"] = "string" };
        using var scenario = Scenario.Create(vendor, ApiSchema.Parse(wrong.ToJsonString()));

        var response = await scenario.SendAsync(scenario.Call("Users_Create"));

        Assert.That(response.Status, Is.EqualTo(400));
    }

    /// <summary>The statuses of the errors that the specification declares for the operation.</summary>
    internal static IEnumerable<int> Errors(Scenario scenario, string operation) =>
        scenario.Schema.Operations.Single(each => each.Id == operation).Responses.EnumerateObject()
            .Select(response => int.Parse(response.Name, CultureInfo.InvariantCulture)).Where(status => status >= 400);

    /// <summary>The paths in which one id is replaced by an unknown one.</summary>
    internal static IEnumerable<string> Unknown(string template, string path)
    {
        var (names, segments) = (template.Split('/'), path.Split('?')[0].Split('/'));
        for (var i = 0; i < names.Length; i++)
        {
            if (names[i].StartsWith('{'))
            {
                yield return string.Join('/', segments.Select((segment, index) => index == i ? "00000000" : segment)) + path[path.Split('?')[0].Length..];
            }
        }
    }
}
