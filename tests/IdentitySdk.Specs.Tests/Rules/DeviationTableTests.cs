using System.Text;

namespace IdentitySdk.Tests;

/// <summary>The table of all deviations is up to date with the specifications.</summary>
internal sealed class DeviationTableTests
{
    [Test]
    public void Table_of_deviations_is_up_to_date()
    {
        var file = Repository.Path("specs", "DEVIATIONS.md");
        var table = new StringBuilder("# Where the specifications deviate from the vendors' documents\n\nGenerated from `x-deviation` and `x-omitted-parameters`; ")
            .Append("do not edit. To update it: `UPDATE_SNAPSHOTS=1 dotnet test tests/IdentitySdk.Specs.Tests`.\n");
        foreach (var specification in Specification.All)
        {
            table.Append($"\n## {specification.Document["info"]!["title"]}\n\n| operation | deviation |\n| --- | --- |\n");
            foreach (var text in specification.Document["x-deviation"] ?? new Newtonsoft.Json.Linq.JArray())
            {
                table.Append($"| all | {((string)text!).Replace("|", "\\|")} |\n");
            }

            foreach (var operation in specification.Operations)
            {
                var omitted = (operation.Node["x-omitted-parameters"] ?? new Newtonsoft.Json.Linq.JArray())
                    .Select(one => $"Not declared: `{one["name"]}`. {one["reason"]}");
                foreach (var text in operation.Deviations.Concat(omitted))
                {
                    table.Append($"| {operation.Id} | {text.Replace("|", "\\|")} |\n");
                }
            }
        }

        if (Environment.GetEnvironmentVariable("UPDATE_SNAPSHOTS") == "1")
        {
            File.WriteAllText(file, table.ToString());
        }

        Assert.That(File.Exists(file) ? File.ReadAllText(file) : "", Is.EqualTo(table.ToString()), "Run again with UPDATE_SNAPSHOTS=1 and read the difference.");
    }
}
