using System.Text;
using System.Text.Json.Nodes;
using IdentitySdk.Testing.Schemas;
using IdentitySdk.Testing.Tests.Scenarios;

namespace IdentitySdk.Testing.Tests;

/// <summary>Mutated requests of every operation: the response is never a 500, no exception is thrown, and a refused request changes nothing.</summary>
public sealed class HostileRequestTests
{
    private static readonly string[] s_values = ["null", "5", "-1", "1e400", "true", "\"\"", "\"\\u0000\"", "[]", "[null]", "{}", "{\"a\":{\"b\":[1]}}",
        $"\"{new string('x', 6000)}\""];

    private static readonly string[] s_queryValues = ["", "-1", "0", "x", "true", "99999999999999999999", "%00", "%ff", "%F0%9F%98%80", "a,b,,c", "*", "!",
        "\"", "(", "eq"];

    private static readonly byte[][] s_bodies =
    [
        [], "null"u8.ToArray(), "5"u8.ToArray(), "[]"u8.ToArray(), "{"u8.ToArray(), "{bad"u8.ToArray(), [0xFF, 0xFE, 0x00, 0x41], [0xC3, 0x28],
            "\"\\ud800\""u8.ToArray(),
        "{\"state\":\"\\ud800\"}"u8.ToArray(), Encoding.UTF8.GetBytes(new string('[', 100_000)), "{\"a\":1,\"a\":2}"u8.ToArray(), "{}{}"u8.ToArray(),
            [0xEF, 0xBB, 0xBF, 0x7B, 0x7D],
    ];

    public static IEnumerable<TestCaseData> Operations => OperationTests.Operations
        .Concat(OperationTests.Operations.Where(operation => operation.Arguments[0]!.Equals("OneLogin"))
            .Select(operation => new TestCaseData("OneLogin, newer wire", operation.Arguments[1])));

    [TestCaseSource(nameof(Operations))]
    public async Task Mutated_request_never_fails_inside_the_emulator(string vendor, string operation)
    {
        using var scenario = Scenario.Create(vendor);
        var call = scenario.Call(operation);
        var schema = scenario.Schema.Operations.Single(each => each.Id == operation);
        var state = await scenario.StateAsync();
        foreach (var (path, body) in Mutations(schema, call))
        {
            var response = await scenario.SendAsync(call.Method, path, body);

            var request = $"{call.Method} {path} {(body is null ? "" : Encoding.Latin1.GetString(body, 0, Math.Min(body.Length, 200)))}";
            Assert.That(scenario.Emulator.Failure, Is.Null, request);
            Assert.That(response.Status, Is.InRange(200, 499), request);
            var now = await scenario.StateAsync();
            if (response.Status >= 400)
            {
                Assert.That(now, Is.EqualTo(state), $"{request} was refused with {response.Text}");
            }

            state = now;
        }
    }

    internal static IEnumerable<(string Path, byte[]? Body)> Mutations(OperationSchema operation, EmulatorCall call)
    {
        var body = call.Body is null ? null : Encoding.UTF8.GetBytes(call.Body);
        foreach (var name in operation.Query.EnumerateObject().Select(parameter => parameter.Name))
        {
            foreach (var value in s_queryValues)
            {
                yield return ($"{call.Path.Split('?')[0]}?{name}={value}", body);
            }

            yield return ($"{call.Path.Split('?')[0]}?{name}=1&{name}=2", body);
        }

        foreach (var bytes in s_bodies)
        {
            yield return (call.Path, bytes);
        }

        if (call.Body is not null)
        {
            foreach (var mutated in Members(JsonNode.Parse(call.Body)!, "").Concat(TwiceEachMember(call.Body)))
            {
                yield return (call.Path, Encoding.UTF8.GetBytes(mutated));
            }
        }
    }

    /// <summary>The body with each value replaced by other values, or removed.</summary>
    private static IEnumerable<string> Members(JsonNode root, string at)
    {
        var node = at.Split('.', StringSplitOptions.RemoveEmptyEntries).Aggregate(root, (parent, name) => parent[name]!);
        if (node is not JsonObject members)
        {
            yield break;
        }

        foreach (var (name, value) in members.ToList())
        {
            foreach (var other in s_values)
            {
                members.Remove(name);
                yield return Insert(name, other, members);
                members[name] = value?.DeepClone();
            }

            members.Remove(name);
            yield return root.ToJsonString();
            members[name] = value?.DeepClone();
            foreach (var inner in Members(root, $"{at}.{name}"))
            {
                yield return inner;
            }
        }
    }

    private static string Insert(string name, string value, JsonObject members)
    {
        const string mark = "\"@mark\":0";
        members["@mark"] = 0;
        var marked = members.Root.ToJsonString();
        members.Remove("@mark");
        return marked.Replace(mark, $"\"{name}\":{value}", StringComparison.Ordinal);
    }

    private static IEnumerable<string> TwiceEachMember(string body)
    {
        yield return body[..^1] + "," + body[1..];
    }
}
