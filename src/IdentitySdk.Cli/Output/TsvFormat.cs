using IdentitySdk.Cli.Hosting;

namespace IdentitySdk.Cli.Output;

/// <summary>One record per line for shells: cells between tabs, no heading; tabs, line breaks and backslashes in values are escaped with a backslash.</summary>
internal sealed class TsvFormat(TextWriter output, bool isTerminal, IReadOnlyList<string>? columns) : ColumnFormat(columns)
{
    protected override void Open(IReadOnlyList<string> names, IReadOnlyList<string[]> rows)
    {
    }

    protected override void WriteRow(string[] cells) => output.Write(string.Join('\t', cells.Select(Field)) + "\n");

    private string Field(string value)
    {
        var escaped = value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\t", "\\t", StringComparison.Ordinal)
            .Replace("\n", "\\n", StringComparison.Ordinal).Replace("\r", "\\r", StringComparison.Ordinal);
        return isTerminal ? Cell.Plain(escaped) : escaped;
    }
}
