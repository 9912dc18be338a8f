using System.Buffers;
using IdentitySdk.Cli.Hosting;

namespace IdentitySdk.Cli.Output;

/// <summary>CSV (RFC 4180). By default, cells are escaped so that a spreadsheet runs no formula.</summary>
internal sealed class CsvFormat(TextWriter output, bool isTerminal, bool isSafe, IReadOnlyList<string>? columns) : ColumnFormat(columns)
{
    private const string Mark = "'";
    private static readonly SearchValues<char> s_quoted = SearchValues.Create(",;\"\r\n\t");
    private int _changed;

    protected override IEnumerable<string> OwnNotes => _changed == 0 ? [] :
    [
        $"{_changed} {(_changed == 1 ? "cell that a spreadsheet could run as a formula begins" : "cells that a spreadsheet could run as formulas begin")} "
            + "with an added ' (remove it when reading the file); --csv-safe off writes them unchanged.",
    ];

    /// <summary>
    /// Prefixes a quote to values that a spreadsheet could run, and to values that begin with a quote: removing one quote from every cell that begins with one
    /// restores the values.
    /// </summary>
    internal static string Guard(string value) => value.StartsWith('\'') || IsFormula(value) ? Mark + value : value;

    protected override void Open(IReadOnlyList<string> names, IReadOnlyList<string[]> rows) => WriteRow([.. names], isSafe: false);

    protected override void WriteRow(string[] cells) => WriteRow(cells, isSafe);

    /// <summary>Spreadsheets ignore leading blanks, line breaks and invisible characters, and accept the full-width forms of the signs too.</summary>
    private static bool IsFormula(string value)
    {
        var start = value.AsSpan().TrimStart();
        while (start.Length > 0 && (char.IsControl(start[0]) || Cell.IsUnsafe(start[0]) || start[0] is >= '\u200B' and <= '\u200D'))
        {
            start = start[1..].TrimStart();
        }

        return start is ['=' or '+' or '-' or '@' or '\uFF1D' or '\uFF0B' or '\uFF0D' or '\uFF20', ..] || value is ['\t' or '\r' or '\n', ..];
    }

    private void WriteRow(string[] cells, bool isSafe)
    {
        for (var index = 0; index < cells.Length; index++)
        {
            output.Write(index > 0 ? "," : "");
            output.Write(Field(isSafe ? Count(cells[index], Guard(cells[index])) : cells[index]));
        }

        output.Write(isTerminal ? "\n" : "\r\n");
    }

    private string Count(string value, string guarded)
    {
        _changed += value.Length == guarded.Length ? 0 : 1;
        return guarded;
    }

    private string Field(string value)
    {
        var shown = isTerminal ? Cell.Plain(value) : value;
        return shown.AsSpan().ContainsAny(s_quoted) ? $"\"{shown.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : shown;
    }
}
