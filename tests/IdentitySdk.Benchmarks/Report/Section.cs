using System.Globalization;

namespace IdentitySdk.Benchmarks.Report;

/// <summary>The results of one run: lines for the table of figures, and a table of all compared clients.</summary>
/// <param name="Title">The name of the run.</param>
/// <param name="Columns">The names of the detail columns.</param>
internal sealed record Section(string Title, params string[] Columns)
{
    private readonly List<string> _rows = [];

    public List<Figure> Figures { get; } = [];

    public void Add(string name, params object[] cells) => _rows.Add($"| {name} | {string.Join(" | ", cells.Select(Text))} |");

    public override string ToString() =>
        $"""
        ### {Title}

        | | {string.Join(" | ", Columns)} |
        | --- |{string.Concat(Columns.Select(_ => " ---: |"))}
        {string.Join('\n', _rows)}

        """;

    private static string Text(object cell) => cell switch
    {
        double number when Math.Abs(number) >= 100 => number.ToString("# ##0", CultureInfo.InvariantCulture),
        double number => number.ToString("0.00", CultureInfo.InvariantCulture),
        IFormattable value => value.ToString(null, CultureInfo.InvariantCulture),
        _ => cell.ToString()!,
    };
}
