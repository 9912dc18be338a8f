using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;
using IdentitySdk.Benchmarks.Report;

namespace IdentitySdk.Benchmarks.Runs;

/// <summary>Measures the code generated from the Okta specification, with our templates and with NSwag's default templates.</summary>
internal static partial class CodeSize
{
    public static Section Run()
    {
        var root = Folder("RepoRoot");
        var operations = OperationId().Count(File.ReadAllText(Path.Combine(root, "specs/okta/openapi.yaml")));
        var (ours, stock) = (Measure(Path.Combine(root, "generated/Okta")), Measure(Folder("StockFolder")));
        var section = new Section($"Generated code, Okta, {operations} operations", "bytes", "per operation", "vs stock");
        section.Add("IdentitySdk: clients, interfaces, options", ours.Calls, ours.Calls / operations, ours.Calls / stock.Calls);
        section.Add("NSwag, stock: clients, interfaces", stock.Calls, stock.Calls / operations, 1.0);
        section.Add("IdentitySdk: models with their readers and writers", ours.Models, ours.Models / operations, ours.Models / stock.Models);
        section.Add("NSwag, stock: models", stock.Models, stock.Models / operations, 1.0);
        section.Add("IdentitySdk: all", ours.Calls + ours.Models, (ours.Calls + ours.Models) / operations, (ours.Calls + ours.Models) / (stock.Calls + stock.Models));
        section.Add("NSwag, stock: all", stock.Calls + stock.Models, (stock.Calls + stock.Models) / operations, 1.0);
        section.Figures.Add(new Figure("generated code per operation, bytes vs stock NSwag", 1 / 3.0, 1 / 8.0, ours.Calls / stock.Calls, "part"));
        return section;
    }

    /// <summary>NSwag writes the interfaces into the file of the models; they count as part of the clients.</summary>
    private static (double Calls, double Models) Measure(string folder)
    {
        var (clients, models) = (File.ReadAllText(Path.Combine(folder, "Clients.g.cs")), File.ReadAllText(Path.Combine(folder, "Models.g.cs")));
        var interfaces = Interface().Matches(models).Sum(match => Encoding.UTF8.GetByteCount(match.Value));
        return (Encoding.UTF8.GetByteCount(clients) + interfaces, Encoding.UTF8.GetByteCount(models) - interfaces);
    }

    private static string Folder(string key) =>
        typeof(CodeSize).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == key).Value!;

    [GeneratedRegex("^ +operationId:", RegexOptions.Multiline)]
    private static partial Regex OperationId();

    /// <summary>Matches an interface from its first line to the closing brace at the same indentation.</summary>
    [GeneratedRegex(@"^(?<indent> *)public partial interface .*?^\k<indent>\}", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Interface();
}
