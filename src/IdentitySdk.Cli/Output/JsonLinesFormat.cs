using Newtonsoft.Json;

namespace IdentitySdk.Cli.Output;

/// <summary>One JSON value per line.</summary>
internal sealed class JsonLinesFormat(TextWriter output, bool isTerminal) : IRecordFormat
{
    public IEnumerable<string> Notes => [];

    public void Begin()
    {
    }

    public void Write(OutputRecord record)
    {
        using (var json = new JsonTextWriter(new JsonEscapingWriter(output, isTerminal)) { CloseOutput = false })
        {
            record.Json.WriteTo(json);
        }

        output.WriteLine();
    }

    public void Release()
    {
    }

    public void End()
    {
    }
}
