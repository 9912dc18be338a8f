using Newtonsoft.Json;

namespace IdentitySdk.Cli.Output;

/// <summary>Indented JSON: an array of records, or one record.</summary>
internal sealed class JsonFormat(TextWriter output, bool isTerminal, bool isList) : IRecordFormat
{
    private readonly JsonTextWriter _json = new(new JsonEscapingWriter(output, isTerminal)) { Formatting = Formatting.Indented, AutoCompleteOnClose = false,
        CloseOutput = false };

    public void Begin()
    {
        if (isList)
        {
            _json.WriteStartArray();
        }
    }

    public void Write(OutputRecord record) => record.Json.WriteTo(_json);

    public void End()
    {
        if (isList)
        {
            _json.WriteEndArray();
        }

        output.WriteLine();
    }
}
