using System.Buffers;
using IdentitySdk.Cli.Vendors;

namespace IdentitySdk.Cli.Output;

/// <summary>CSV (RFC 4180); values are escaped so that a spreadsheet runs no formula.</summary>
internal sealed class CsvUserWriter(TextWriter output) : IUserWriter
{
    private static readonly SearchValues<char> s_quoted = SearchValues.Create(",\"\r\n");

    public void Begin() => WriteRecord(UserRow.ColumnNames);

    public void Write(in UserRow user) => WriteRecord(user.Columns);

    public void End()
    {
    }

    /// <summary>A value as a CSV field.</summary>
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
