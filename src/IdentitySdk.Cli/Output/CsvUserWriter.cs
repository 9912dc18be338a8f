using System.Buffers;
using IdentitySdk.Cli.Vendors;

namespace IdentitySdk.Cli.Output;

/// <summary>CSV as RFC 4180 has it; no value is a formula to a spreadsheet.</summary>
internal sealed class CsvUserWriter(TextWriter output) : IUserWriter
{
    private static readonly SearchValues<char> s_quoted = SearchValues.Create(",\"\r\n");

    public void Begin() => WriteRecord(UserRow.ColumnNames);

    public void Write(in UserRow user) => WriteRecord(user.Columns);

    public void End()
    {
    }

    /// <summary>A field as it stands in the file.</summary>
    internal static string Field(string value)
    {
        var safe = value is ['=' or '+' or '-' or '@' or '\t' or '\r', ..] ? "'" + value : value;
        return safe.AsSpan().ContainsAny(s_quoted) ? $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : safe;
    }

    private void WriteRecord(IReadOnlyList<string> values)
    {
        for (var index = 0; index < values.Count; index++)
        {
            if (index > 0)
            {
                output.Write(',');
            }

            output.Write(Field(values[index]));
        }

        output.Write("\r\n");
    }
}
