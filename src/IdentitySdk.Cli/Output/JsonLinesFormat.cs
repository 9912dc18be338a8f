using Newtonsoft.Json;

namespace IdentitySdk.Cli.Output;

/// <summary>One JSON value per line.</summary>
internal sealed class JsonLinesFormat(TextWriter output, bool isTerminal) : IRecordFormat
{
    public void Write(OutputRecord record)
    {
        using (var json = new JsonTextWriter(new JsonEscapingWriter(output, isTerminal)) { CloseOutput = false })
        {
            record.Json.WriteTo(json);
        }

        output.WriteLine();
    }
}
