using IdentitySdk.Cli.Hosting;

namespace IdentitySdk.Cli.Output;

/// <summary>A table. On a terminal, it fits the width and cuts long values; in a pipe or a file, values are complete.</summary>
/// <param name="console">The console.</param>
/// <param name="output">The output.</param>
/// <param name="isTerminal">Whether the output is a terminal.</param>
/// <param name="columns">The columns; null to choose them from the records.</param>
/// <param name="widths">The minimum width of each column, for lists whose first records are not representative.</param>
internal sealed class TableFormat(
    IConsole console, TextWriter output, bool isTerminal, IReadOnlyList<string>? columns, IReadOnlyList<int> widths) : ColumnFormat(columns)
{
    private const string Gap = "  ";
    private const int MaxColumns = 7;
    private const int MinWidth = 6;
    private static readonly string[] s_first = ["id", "login", "username", "email", "profile.login", "name", "label", "displayName", "type", "status"];
    private int[] _widths = [];

    protected override bool NotesLeftOutMembers => false;

    /// <summary>Chooses the columns that identify a record, then the others in their order.</summary>
    protected override IReadOnlyList<string> Choose(IReadOnlyList<OutputRecord> sample) =>
    [
        .. sample
            .SelectMany(static record => RecordFields.Flatten(record.Fields).Where(static each => !each.Value.HasValues).Select(static each => each.Path))
            .Distinct()
            .OrderBy(static path => Array.IndexOf(s_first, path) is var index and >= 0 ? index : int.MaxValue)
            .Take(MaxColumns),
    ];

    protected override void Open(IReadOnlyList<string> names, IReadOnlyList<string[]> rows)
    {
        _widths = [.. names.Select((name, index) =>
            rows.Select(row => Cell.Width(row[index])).Append(Cell.Width(name)).Append(widths.ElementAtOrDefault(index)).Max())];
        if (isTerminal && console.Width is { } width)
        {
            Shrink(width - 1 - ((names.Count - 1) * Gap.Length));
        }

        Terminal.WriteHeading(output, isTerminal, Line([.. names.Select(static name => name.ToUpperInvariant())]));
    }

    protected override void WriteRow(string[] cells) => output.WriteLine(Line(cells));

    /// <summary>Narrows the widest column until all fit.</summary>
    private void Shrink(int available)
    {
        while (_widths.Sum() > available && _widths.Max() > MinWidth)
        {
            _widths[Array.IndexOf(_widths, _widths.Max())]--;
        }
    }

    private string Line(string[] cells) => string.Join(Gap, cells.Select((cell, index) => Cell.Fit(cell, _widths[index], cuts: isTerminal))).TrimEnd();
}
