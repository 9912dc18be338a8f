using Newtonsoft.Json.Linq;

namespace IdentitySdk.Cli.Output;

/// <summary>A record: its JSON, and further columns.</summary>
/// <param name="Json">The value that json and jsonl write.</param>
/// <param name="Known">Columns with their text, before those of <see cref="Fields"/>; null for none.</param>
/// <param name="Content">The JSON that columns are looked up in, if it is only a part of <see cref="Json"/>.</param>
internal readonly record struct OutputRecord(JToken Json, IReadOnlyList<(string Name, string Text)>? Known = null, JToken? Content = null)
{
    /// <summary>The JSON that columns are looked up in.</summary>
    public JToken Fields => Content ?? Json;

    /// <summary>The text of a column; null when the record does not have it.</summary>
    public string? Text(string column)
    {
        foreach (var (name, text) in Known ?? [])
        {
            if (name == column)
            {
                return text;
            }
        }

        return RecordFields.Find(Fields, column) is { } token ? RecordFields.Text(token) : null;
    }
}
