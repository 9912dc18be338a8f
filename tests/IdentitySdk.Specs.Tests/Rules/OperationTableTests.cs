using System.Text;
using Newtonsoft.Json.Linq;

namespace IdentitySdk.Tests;

/// <summary>The table of all operations in docs/operations.md is generated from the specifications.</summary>
internal sealed class OperationTableTests
{
    private static readonly string s_file = Repository.Path("docs", "operations.md");

    [Test]
    public void Table_of_operations_is_up_to_date()
    {
        var table = Table();
        if (Environment.GetEnvironmentVariable("UPDATE_SNAPSHOTS") == "1")
        {
            File.WriteAllText(s_file, table);
        }

        Assert.That(File.Exists(s_file) ? File.ReadAllText(s_file) : "", Is.EqualTo(table), "Run again with UPDATE_SNAPSHOTS=1 and read the difference.");
    }

    [Test]
    public void README_and_the_table_count_every_operation()
    {
        var count = Specification.AllOperations.Count();

        Assert.That(File.ReadLines(s_file).Count(line => line.StartsWith("| `", StringComparison.Ordinal)), Is.EqualTo(count));
        Assert.That(File.ReadAllText(Repository.Path("README.md")), Does.Contain($"all {count} documented operations"));
    }

    private static string Table()
    {
        var table = new StringBuilder("# All operations\n\n")
            .Append($"The {Specification.AllOperations.Count()} operations that the vendors document for users, and the method of each. Generated from the specifications; do not edit. ")
            .Append("To update it: `UPDATE_SNAPSHOTS=1 dotnet test tests/IdentitySdk.Specs.Tests`.\n\n")
            .Append("*Retried*: whether the call is sent again when it is unknown if the vendor has acted ([retries](retries.md)). ")
            .Append("A list has a second method, which returns every item of every page ([lists](lists.md)). ")
            .Append("For other operations use [raw calls](raw-calls.md).\n");
        foreach (var specification in Specification.All)
        {
            table.Append($"\n## {Root(specification.Vendor)}: {specification.Operations.Count} operations\n\n| method | call | retried | description |\n| --- | --- | --- | --- |\n");
            foreach (var operation in specification.Operations.OrderBy(operation => operation.Id, StringComparer.Ordinal))
            {
                table.Append($"| {Methods(operation)} | `{operation.Method} {operation.Path}` | {((string?)operation.Node["x-retry"] == "safe" ? "yes" : "no")} | {Summary(operation)} |\n");
            }
        }

        return table.ToString();
    }

    private static string Root(string vendor) => Sdk.RootType(vendor).Name.Replace("Client", "");

    private static string Methods(Operation operation)
    {
        var client = operation.ClientName[..^"Client".Length];
        return operation.Paging is null ? $"`{client}.{operation.MethodName}`" : $"`{client}.{operation.MethodName}`, `{operation.ListAllName}`";
    }

    /// <summary>The summary, with a link to the vendor's page where there is one.</summary>
    private static string Summary(Operation operation)
    {
        var summary = ((string)operation.Node["summary"]!).Replace("|", "\\|");
        return operation.Node["x-docs"] is JValue { Value: string page } ? $"{summary} [Vendor's page]({page})" : summary;
    }
}
