using System.Text;
using IdentitySdk.Testing.Schemas;
using IdentitySdk.Testing.Tests.Scenarios;
using IdentitySdk.Tests;

namespace IdentitySdk.Testing.Tests;

/// <summary>Compares the table of operations in docs/emulators.md with the behavior of the emulators.</summary>
/// <remarks>
/// After an intended change, run <c>UPDATE_SNAPSHOTS=1 dotnet test tests/IdentitySdk.Testing.Tests --filter Coverage</c> and review the difference.
/// </remarks>
public sealed class CoverageTests
{
    private static readonly string s_path = Repository.Path("docs", "emulators.md");

    [Test]
    public async Task Table_of_operations_matches_the_emulators()
    {
        var table = new StringBuilder();
        foreach (var vendor in OperationTests.Vendors)
        {
            var operations = ApiSchema.Load(vendor).Operations;
            table.Append($"\n### {vendor}: {operations.Count} of {operations.Count}\n\n");
            table.Append("| operation | call | state | success | errors | documented as |\n| --- | --- | --- | --- | --- | --- |\n");
            foreach (var operation in operations)
            {
                table.Append(await RowAsync(vendor, operation));
            }
        }

        var document = await File.ReadAllTextAsync(s_path);
        var (start, end) = ("<!-- operations -->\n", "\n<!-- end of operations -->");
        var (from, to) = (document.IndexOf(start, StringComparison.Ordinal) + start.Length, document.IndexOf(end, StringComparison.Ordinal));
        if (Environment.GetEnvironmentVariable("UPDATE_SNAPSHOTS") == "1")
        {
            await File.WriteAllTextAsync(s_path, document[..from] + table.ToString().TrimEnd() + document[to..]);
            return;
        }

        Assert.That(document[from..to], Is.EqualTo(table.ToString().TrimEnd()), "docs/emulators.md is out of date; see the remarks of this test.");
    }

    private static async Task<string> RowAsync(string vendor, OperationSchema operation)
    {
        using var scenario = Scenario.Create(vendor);
        var call = scenario.Call(operation.Id);
        var before = await scenario.StateAsync();
        var success = await scenario.SendAsync(call);
        var isChange = await scenario.StateAsync() != before;
        var errors = new SortedSet<string>(StringComparer.Ordinal);
        using var hostile = Scenario.Create(vendor);
        foreach (var path in OperationTests.Unknown(operation.Template, call.Path))
        {
            Collect(await hostile.SendAsync(call with { Path = path }));
        }

        foreach (var (path, body) in HostileRequestTests.Mutations(operation, hostile.Call(operation.Id)))
        {
            Collect(await hostile.SendAsync(call.Method, path, body));
        }

        var sources = string.Join(", ", operation.Sources);
        return $"| {operation.Id} | `{operation.Method} {operation.Template}` | {(isChange ? "changes" : "reads")} | {success.Status} | "
            + $"{string.Join(", ", errors)} | {sources} |\n";

        void Collect(ScenarioResponse response)
        {
            if (response.Status >= 400)
            {
                errors.Add($"{response.Status} {(response.Json as System.Text.Json.Nodes.JsonObject)?["errorCode"]}".Trim());
            }
        }
    }
}
