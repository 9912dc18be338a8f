using System.Text.RegularExpressions;

namespace IdentitySdk.Tests;

/// <summary>A body of a vendor and the operation it belongs to.</summary>
/// <param name="Name">Vendor and file name.</param>
/// <param name="File">Its path.</param>
/// <param name="Operation">The operation it belongs to.</param>
/// <param name="Status">The status of the response; null for a request.</param>
internal sealed record Payload(string Name, string File, Operation Operation, int? Status)
{
    /// <summary>The file's text; empty for a response without a body.</summary>
    public string Body => System.IO.File.ReadAllText(File);

    /// <summary>
    /// The project's own: <c>Operation_Id[.status][.oddity].json</c>, <c>Operation_Id.request[.oddity].json</c> and <c>error.status.oddity.json</c>.
    /// </summary>
    public static IEnumerable<Payload> Own =>
        from specification in Specification.All
        from file in Files(Repository.Path("tests", "IdentitySdk.Specs.Tests", "Payloads", specification.Vendor))
        let parts = Path.GetFileName(file).Split('.')
        select parts[0] == "error"
            ? new Payload($"{specification.Vendor} {Path.GetFileName(file)}", file, Get(specification, "Users_Get"), int.Parse(parts[1]))
            : parts[1] == "request"
            ? new Payload($"{specification.Vendor} {Path.GetFileName(file)}", file, Get(specification, parts[0]), null)
            : Success($"{specification.Vendor} {Path.GetFileName(file)}", file, Get(specification, parts[0]), int.TryParse(parts[1], out var status) ? status : null);

    /// <summary>Shared payloads that the table in that folder assigns to an operation of the specifications.</summary>
    public static IEnumerable<Payload> Shared =>
        from row in SharedRows
        let specification = Specification.All.Single(specification => specification.Vendor == row.File.Split('/')[0])
        where FindOperation(specification, row.Description) is not null
        select new Payload(row.File, Path.Combine(SharedPayloads.Folder, row.File), FindOperation(specification, row.Description)!, StatusOf(row.Description));

    /// <summary>File and second column of each row of the table; none without payloads, for which <see cref="SharedPayloads.WithSkipped"/> adds a case.</summary>
    public static IEnumerable<(string File, string Description)> SharedRows =>
        SharedPayloads.Missing is null
            ? System.IO.File.ReadLines(Path.Combine(SharedPayloads.Folder, "README.md"))
                .Select(line => line.Split('|'))
                .Where(cells => cells.Length > 3 && cells[1].Contains('/'))
                .Select(cells => (cells[1].Trim(), cells[2].Trim()))
            : [];

    public override string ToString() => Name;

    private static IEnumerable<string> Files(string folder) => Directory.GetFiles(folder, "*.json").Order(StringComparer.Ordinal);

    private static Operation Get(Specification specification, string id) =>
        specification.Operations
            .FirstOrDefault(operation => operation.Id == id) ?? throw new InvalidOperationException($"{specification.Vendor} has no operation {id}.");

    private static Payload Success(string name, string file, Operation operation, int? status) =>
        new(name, file, operation, status ?? int.Parse(operation.Successes.First().Name));

    /// <summary>
    /// The operation of <c>`VERB /path` status</c>; reading users where no path is named; null for the token endpoints, which no specification holds.
    /// </summary>
    private static Operation? FindOperation(Specification specification, string description)
    {
        var call = Regex.Match(description, @"`(?<verb>[A-Z]+) (?<path>/\S+)`");
        return call.Success
            ? specification.Operations
                .FirstOrDefault(operation => operation.Method == call.Groups["verb"].Value && Shape(operation.Path) == Shape(call.Groups["path"].Value))
            : Get(specification, description.Contains("list", StringComparison.Ordinal) ? "Users_List" : "Users_Get");
    }

    private static int? StatusOf(string description) =>
        Regex.Match(description, @"(?<!\w)[2-5]\d\d(?!\w)") is { Success: true } status
            ? int.Parse(status.Value)
            : description.Contains("body", StringComparison.Ordinal)
            ? null
            : 200;

    private static string Shape(string path) => Regex.Replace(path, @"\{[^}]+\}", "{}");
}
