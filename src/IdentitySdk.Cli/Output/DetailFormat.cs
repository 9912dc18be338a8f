using IdentitySdk.Cli.Hosting;
using Newtonsoft.Json.Linq;

namespace IdentitySdk.Cli.Output;

/// <summary>One record as text: a line for each field.</summary>
internal sealed class DetailFormat(TextWriter output) : IRecordFormat
{
    public void Write(OutputRecord record)
    {
        var known = record.Known ?? [];
        var lines = known
            .Concat(RecordFields.Flatten(record.Fields)
                .Where(each => known.All(other => other.Name != each.Path))
                .Select(static each => (each.Path, Text: RecordFields.Text(each.Value))))
            .Where(static line => line.Text.Length > 0)
            .ToList();
        if (record.Fields is JValue { Type: not JTokenType.Null } value && known.Count == 0)
        {
            output.WriteLine(Cell.Plain(RecordFields.Text(value)));
            return;
        }

        var width = lines.Select(static line => Cell.Width(line.Item1)).Append(0).Max();
        foreach (var (name, text) in lines)
        {
            output.WriteLine($"{Cell.Fit(name, width)}  {Cell.Plain(text)}");
        }
    }
}
